package io.ashlar.txn.lock;

/**
 * The key that a transaction fails on, and the row locks that it held when it did: what its next
 * run locks before it takes a view.
 *
 * <p>All of them and in the order in which they were taken, not the lost key alone: transactions of
 * one kind lock their rows in one order, and a run that began with the last of them would meet the
 * others head on. Example: all lock account, teller, branch. One that lost the branch and locked it
 * first would hold it while it waits for a teller whose holder waits for the branch.
 */
public final class FailedRows {

  /** A transaction that held more begins with the lost key alone. */
  private static final int MAX_ROWS = 32;

  private final long[] hashes = new long[MAX_ROWS + 1];
  private int size;

  /** The hash of the key that the transaction fails on, while {@link #onKey}. */
  private long lost;

  private boolean onKey;

  /** Nothing has failed. */
  public FailedRows() {}

  /**
   * If the transaction fails from here on, it is on a key.
   *
   * @param hash the key's hash
   */
  public void failOn(long hash) {
    lost = hash;
    onKey = true;
  }

  /** If the transaction fails from here on, it is not on a key. */
  public void failOnNone() {
    onKey = false;
  }

  /**
   * The transaction ends, with its locks still held: remembers what it has failed on, or that it
   * has not.
   *
   * @param locks what it holds
   */
  public void remember(LockOwner locks) {
    size = 0;
    if (!onKey) {
      return;
    }
    int held = locks.rowLocks();
    if (held <= MAX_ROWS) {
      for (int i = 0; i < held; i++) {
        hashes[size++] = locks.rowLock(i);
      }
    }
    if (!locks.holdsRow(lost) || held > MAX_ROWS) {
      hashes[size++] = lost;
    }
  }

  /**
   * How many rows the next run locks first.
   *
   * @return 0 when the last one did not fail on a key
   */
  public int size() {
    return size;
  }

  /**
   * One of them.
   *
   * @param index from 0, in the order in which they are to be locked
   * @return the key's hash
   */
  public long hash(int index) {
    return hashes[index];
  }
}
