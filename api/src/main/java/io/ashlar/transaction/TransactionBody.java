package io.ashlar.transaction;

/**
 * What {@link io.ashlar.Database#transact(IsolationLevel, TransactionBody)} runs, once or several
 * times. A body that throws checked exceptions is a {@link CheckedTransactionBody}.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface TransactionBody<T> {

  /**
   * Does the work. Must not commit or roll back, and must not keep what it made for another run.
   * What it throws reaches the caller; the transaction is then rolled back.
   *
   * @param transaction the transaction
   * @return the result
   */
  T run(Transaction transaction);
}
