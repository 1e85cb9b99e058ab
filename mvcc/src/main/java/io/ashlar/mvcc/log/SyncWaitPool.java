package io.ashlar.mvcc.log;

/** Idle waits for commits that no thread waits for. Bounded; shared by all threads. */
final class SyncWaitPool {

  private static final int CAPACITY = 256;

  private final SyncWait[] idle = new SyncWait[CAPACITY];
  private int size;

  /** An idle one, or a new one. */
  synchronized SyncWait take() {
    if (size == 0) {
      return new SyncWait();
    }
    SyncWait taken = idle[--size];
    idle[size] = null;
    return taken;
  }

  /** Takes one back that nobody refers to any more. */
  synchronized void giveBack(SyncWait wait) {
    wait.forget();
    if (size < CAPACITY) {
      idle[size++] = wait;
    }
  }
}
