package io.ashlar.txn.limit;

import io.ashlar.txn.lock.LockOwner;
import java.util.ArrayList;
import java.util.List;

/**
 * A switch that ends the work of any number of transactions; once thrown it stays so. A transaction
 * is in its list only while it waits for a lock, so one that is never thrown holds on to nothing.
 * Any thread.
 */
public final class CancelSignal {

  /** Owners that wait for a lock; guarded by itself. */
  private final List<LockOwner> waiting = new ArrayList<>();

  private volatile boolean thrown;

  /** A signal that is not thrown. */
  public CancelSignal() {}

  /** Ends the work of all that follow this signal: at their next look, or now where they wait. */
  public void cancel() {
    thrown = true;
    synchronized (waiting) {
      waiting.forEach(LockOwner::wake);
    }
  }

  /**
   * Whether it was thrown.
   *
   * @return true from then on
   */
  public boolean cancelled() {
    return thrown;
  }

  /** Before the waiter looks at {@link #cancelled}: a throw that comes later wakes it. */
  void add(LockOwner owner) {
    synchronized (waiting) {
      waiting.add(owner);
    }
  }

  void remove(LockOwner owner) {
    synchronized (waiting) {
      waiting.remove(owner);
    }
  }
}
