package io.ashlar;

/**
 * A {@link TransactionBody} without a result.
 *
 * @param <X> the checked exception that it may throw
 */
@FunctionalInterface
public interface TransactionAction<X extends Exception> {

  /**
   * Does the work. Must not commit or roll back, and must not keep what it made for another run.
   *
   * @param transaction the transaction
   * @throws X as the body likes; the transaction is then rolled back
   */
  void run(Transaction transaction) throws X;
}
