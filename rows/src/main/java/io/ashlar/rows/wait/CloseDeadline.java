package io.ashlar.rows.wait;

import io.ashlar.error.CloseTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Until when one close waits, all its waits taken together. An interrupt cuts none of them short;
 * the thread's flag is set again afterwards. Each gives up with {@link CloseTimeoutException},
 * whose facts say who was waited for and where he is.
 */
public final class CloseDeadline {

  private final long endNs;

  private CloseDeadline(long endNs) {
    this.endNs = endNs;
  }

  /**
   * Begins to count.
   *
   * @param limit how long all waits may take together
   * @return the deadline
   */
  public static CloseDeadline in(Duration limit) {
    return new CloseDeadline(System.nanoTime() + limit.toNanos());
  }

  /**
   * How much is left.
   *
   * @return nanoseconds, negative when the time is over
   */
  public long remainingNs() {
    return endNs - System.nanoTime();
  }

  /**
   * Takes a lock, unless it gives up.
   *
   * @param lock the lock, the caller's to unlock afterwards
   * @param late what the failure says
   * @throws CloseTimeoutException when it is held for too long
   */
  public void lock(OwnedLock lock, String late) {
    await(ns -> lock.tryLock(ns, TimeUnit.NANOSECONDS), late, lock::owner);
  }

  /**
   * Waits for a thread to count a latch down.
   *
   * @param latch the latch
   * @param thread who counts it down, for the failure
   * @param late what the failure says
   * @throws CloseTimeoutException when it takes too long
   */
  public void await(CountDownLatch latch, Thread thread, String late) {
    await(ns -> latch.await(ns, TimeUnit.NANOSECONDS), late, () -> thread);
  }

  /**
   * Waits for the end of a thread.
   *
   * @param thread the thread
   * @param late what the failure says
   * @throws CloseTimeoutException when it takes too long
   */
  public void join(Thread thread, String late) {
    await(
        ns -> {
          TimeUnit.NANOSECONDS.timedJoin(thread, ns);
          return !thread.isAlive();
        },
        late,
        () -> thread);
  }

  /** Looks at once when no time is left. */
  private interface Wait {
    boolean done(long ns) throws InterruptedException;
  }

  private void await(Wait wait, String late, Supplier<Thread> whom) {
    boolean interrupted = false;
    try {
      boolean done = false;
      while (!done) {
        try {
          done = wait.done(endNs - System.nanoTime());
          if (!done) {
            throw timeout(late, whom.get());
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static CloseTimeoutException timeout(String late, Thread whom) {
    return new CloseTimeoutException(
        late,
        "thread",
        whom == null ? "unknown" : whom.getName(),
        "at",
        whom == null ? "unknown" : Arrays.toString(whom.getStackTrace()));
  }
}
