package io.ashlar.rows.wait;

import io.ashlar.error.LockTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a change of the schema says when it gives up waiting. As with the locks of rows, the fact
 * {@code interrupted=true} tells an interrupt from a time that is over, and the thread's flag stays
 * set. Stateless.
 */
public final class WaitFailure {

  private WaitFailure() {}

  /**
   * The failure of a wait for transactions, told of what was waited for.
   *
   * @param failure what the lock said
   * @param late the sentence when the time is over
   * @param waitedFor what was waited for: key, value, key, value
   * @return the failure, to be thrown
   */
  public static LockTimeoutException of(
      LockTimeoutException failure, String late, Object... waitedFor) {
    Map<String, String> facts = failure.facts();
    boolean interrupted = Boolean.parseBoolean(facts.get("interrupted"));
    Object[] told = Arrays.copyOf(waitedFor, waitedFor.length + 4);
    told[waitedFor.length] = "waitedMs";
    told[waitedFor.length + 1] = facts.getOrDefault("waitedMs", "0");
    told[waitedFor.length + 2] = "interrupted";
    told[waitedFor.length + 3] = interrupted;
    return new LockTimeoutException(
        failure, interrupted ? "The wait for transactions was interrupted." : late, told);
  }

  /**
   * Takes a lock that may be held for long; who does not wait is not interrupted.
   *
   * @param lock the lock, the caller's to unlock afterwards
   * @param heldBy what holds it, for the failure
   * @throws LockTimeoutException when the thread is interrupted
   */
  public static void lock(ReentrantLock lock, String heldBy) {
    if (lock.tryLock()) {
      return;
    }
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LockTimeoutException(
          e, "The wait was interrupted.", "waitsFor", heldBy, "interrupted", true);
    }
  }
}
