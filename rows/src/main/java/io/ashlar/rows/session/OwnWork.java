package io.ashlar.rows.session;

/** What a statement does when it runs in a transaction of its own; may run more than once. */
public interface OwnWork {

  /**
   * Does the work.
   *
   * @param transaction the transaction, begun; committed by the caller
   * @return how many rows were changed
   */
  long run(TransactionHandle transaction);
}
