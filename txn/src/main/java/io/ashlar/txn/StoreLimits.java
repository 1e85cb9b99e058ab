package io.ashlar.txn;

import io.ashlar.transaction.CancellationToken;
import io.ashlar.txn.limit.StatementClock;

/** What ends the work of a transaction, or one statement of it, before its time. */
interface StoreLimits {

  /**
   * Ends the work of this transaction as soon as it looks: at once where it waits for a lock, else
   * at its next call, which rolls back. Under {@code transact} it ends the call, retries included.
   * Without effect on a transaction that has ended, and on a commit that was handed to the store.
   * Any thread, also while another one is inside a call.
   */
  void cancel();

  /**
   * Ends the work when the time is over. The earlier of two deadlines counts within a call of
   * {@code transact}; otherwise the newer one.
   *
   * @param timeoutNs from now on; not positive for one that is over
   */
  void timeout(long timeoutNs);

  /**
   * Ends the work when the token is cancelled.
   *
   * @param token the token
   */
  void follow(CancellationToken token);

  /**
   * Limits what is done from here on as one statement, whose end leaves the transaction under way:
   * looked at where the limits of the work are. Only between {@link
   * StoreTransaction#enterStatement} or its kin and its exit, before which it is taken back.
   *
   * @param clock the limits, whose run has begun; null for none
   * @return what has limited it before, or null
   */
  StatementClock limitStatement(StatementClock clock);
}
