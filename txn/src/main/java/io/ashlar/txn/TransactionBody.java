package io.ashlar.txn;

/**
 * What {@link Transactions#transact} runs. It may be run more than once and should have no effects
 * beyond the transaction.
 *
 * @param <T> the type of its result
 * @param <X> the checked exception that it throws, or {@link RuntimeException}
 */
@FunctionalInterface
public interface TransactionBody<T, X extends Exception> {

  /**
   * Works in a transaction that has begun. The caller commits it, unless the body has ended it.
   *
   * @param transaction the transaction, valid during the call
   * @return the result
   * @throws X when the work failed; the transaction is rolled back and not retried
   */
  T run(StoreTransaction transaction) throws X;
}
