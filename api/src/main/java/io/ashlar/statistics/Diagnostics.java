package io.ashlar.statistics;

import io.ashlar.argument.Arguments;
import java.util.List;

/**
 * What is in use and held at a moment.
 *
 * @param transactions of each that has begun and not ended a line of {@code key=value}: id, level,
 *     whether it only reads, age in milliseconds, the thread that began it
 * @param rowLocks row locks that are held
 * @param lockWaiters transactions that wait for a lock
 * @param locked whether anybody holds or waits for a lock of a row or a table
 * @param pinnedViews views of the store that are pinned, which keep what they see from being
 *     removed
 * @param handles of each native handle a line: kind, age in milliseconds and, where {@link
 *     io.ashlar.Options.Builder#traceHandles} is on, the stack of the call that opened it
 * @param buffers buffers that are lent
 * @param idleBufferBytes bytes of buffers that wait for their next user
 */
public record Diagnostics(
    List<String> transactions,
    int rowLocks,
    int lockWaiters,
    boolean locked,
    int pinnedViews,
    List<String> handles,
    int buffers,
    long idleBufferBytes) {

  /**
   * Copies the lists.
   *
   * @param transactions the transactions
   * @param rowLocks the row locks
   * @param lockWaiters the waiters
   * @param locked whether anything is locked
   * @param pinnedViews the views
   * @param handles the handles
   * @param buffers the buffers
   * @param idleBufferBytes the idle bytes
   */
  public Diagnostics {
    transactions = Arguments.allGiven(transactions, "transactions");
    handles = Arguments.allGiven(handles, "handles");
  }

  /**
   * Whether nothing is in use and nothing is kept: what a closed database has to show.
   *
   * @return true when so
   */
  public boolean idle() {
    return transactions.isEmpty()
        && !locked
        && lockWaiters == 0
        && pinnedViews == 0
        && handles.isEmpty()
        && buffers == 0
        && idleBufferBytes == 0;
  }
}
