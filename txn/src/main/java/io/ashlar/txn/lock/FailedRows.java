package io.ashlar.txn;

import io.ashlar.txn.lock.LockOwner;

/**
 * The row locks that a transaction held when it failed on a key, and that key: what its next run
 * locks before it takes a view.
 *
 * <p>All of them and in the order in which they were taken, not the lost key alone: transactions of
 * one kind lock their rows in one order, and a run that began with the last of them would meet the
 * others head on. Example: all lock account, teller, branch. One that lost the branch and locked it
 * first would hold it while it waits for a teller whose holder waits for the branch.
 */
final class FailedRows {

  /** A transaction that held more begins with the lost key alone. */
  private static final int MAX_ROWS = 32;

  private final long[] hashes = new long[MAX_ROWS + 1];
  private int size;

  void clear() {
    size = 0;
  }

  void remember(LockOwner locks, long lost) {
    int held = locks.rowLocks();
    size = 0;
    if (held <= MAX_ROWS) {
      for (int i = 0; i < held; i++) {
        hashes[size++] = locks.rowLock(i);
      }
    }
    if (!locks.holdsRow(lost) || held > MAX_ROWS) {
      hashes[size++] = lost;
    }
  }

  int size() {
    return size;
  }

  long hash(int index) {
    return hashes[index];
  }
}
