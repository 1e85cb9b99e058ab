package io.ashlar.mvcc.embedded;

/** Idle places for commits that no thread waits for. Bounded; shared by all threads. */
final class PendingCommitPool {

  private static final int CAPACITY = 256;

  private final PendingCommit[] idle = new PendingCommit[CAPACITY];
  private int size;

  /** An idle one, or a new one. */
  synchronized PendingCommit take() {
    if (size == 0) {
      return new PendingCommit();
    }
    PendingCommit taken = idle[--size];
    idle[size] = null;
    return taken;
  }

  /** Takes one back that nobody refers to any more. */
  synchronized void giveBack(PendingCommit commit) {
    commit.forget();
    if (size < CAPACITY) {
      idle[size++] = commit;
    }
  }
}
