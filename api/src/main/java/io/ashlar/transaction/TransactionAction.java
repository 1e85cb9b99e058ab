package io.ashlar.transaction;

/**
 * A {@link TransactionBody} without a result.
 *
 * <p>Not generic on purpose: a lambda of Kotlin, which knows no checked exceptions, then needs no
 * type arguments. A body that throws checked exceptions is a {@link CheckedTransactionBody}.
 */
@FunctionalInterface
public interface TransactionAction {

  /**
   * Does the work. Must not commit or roll back, and must not keep what it made for another run.
   * What it throws reaches the caller; the transaction is then rolled back.
   *
   * @param transaction the transaction
   */
  void run(Transaction transaction);
}
