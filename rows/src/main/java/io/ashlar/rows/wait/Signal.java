package io.ashlar.rows.wait;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Wakes those who wait for a condition to come true; costs who raises it one read where nobody
 * waits. Virtual threads wait without their carriers. Shared by all threads.
 */
public final class Signal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();

  /**
   * Written under the lock; raised before the condition is looked at, so that no raise is missed.
   */
  private volatile int waiting;

  /** Nobody waits. */
  public Signal() {}

  /** To be called when the condition may have come true. */
  public void raise() {
    if (waiting > 0) {
      lock.lock();
      try {
        raised.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits.
   *
   * @param condition is asked at first and after each raise
   * @param ns how long at most; the condition is asked once more when it is over
   * @return what the condition answered last
   * @throws InterruptedException when the thread is interrupted before the condition is true
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock alone
  public boolean await(BooleanSupplier condition, long ns) throws InterruptedException {
    lock.lock();
    try {
      waiting++;
      long left = ns;
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = raised.awaitNanos(left);
      }
      return true;
    } finally {
      waiting--;
      lock.unlock();
    }
  }
}
