package io.ashlar.mvcc.commit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Who leads: one thread at a time, for a group of commits or for something that the store writes on
 * its own account. The leader owns group, batch, windows and clock until it steps down.
 *
 * <p>No wake-up is lost: a thread parks only after it has queued its commit and then failed to
 * become leader; the leader that kept it from it looks at the queue after it has stepped down and
 * unparks an owner that it finds there, who leads the next group or has been led by one who came
 * first and looks after the rest.
 */
final class Leadership {

  private static final long RETRY_NS = 50_000;

  private final CommitQueue queue;

  /** Whoever sets it is the leader, until it clears it. */
  private final AtomicBoolean led = new AtomicBoolean();

  Leadership(CommitQueue queue) {
    this.queue = queue;
  }

  boolean tryLead() {
    return led.compareAndSet(false, true);
  }

  /** Waits for its turn; for those who have no commit in the queue. */
  void lead() {
    while (!tryLead()) {
      LockSupport.parkNanos(RETRY_NS);
    }
  }

  /** Ends the leadership, and wakes whoever may have failed to get it meanwhile. */
  void stepDown() {
    Thread successor = queue.nextTaken();
    led.set(false);
    if (successor == null) {
      successor = queue.nextArrived();
    }
    if (successor != null && successor != Thread.currentThread()) {
      LockSupport.unpark(successor);
    }
  }
}
