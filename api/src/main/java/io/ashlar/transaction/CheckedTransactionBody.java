package io.ashlar.transaction;

/**
 * A {@link TransactionBody} that may throw a checked exception; for {@link
 * io.ashlar.Database#transactChecked}.
 *
 * @param <T> the type of the result
 * @param <X> the checked exception that it may throw
 */
@FunctionalInterface
public interface CheckedTransactionBody<T, X extends Exception> {

  /**
   * Does the work. Must not commit or roll back, and must not keep what it made for another run.
   *
   * @param transaction the transaction
   * @return the result
   * @throws X as the body likes; the transaction is then rolled back
   */
  T run(Transaction transaction) throws X;
}
