package io.ashlar.engine.gate;

import io.ashlar.error.CloseTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The wait of one closer: spinning for the length of a get, then parking for the length of a flush,
 * until its {@linkplain CloseLimit limit}. An interrupt does not end it, nor make it spin; {@link
 * #close} sets the thread's flag again. For one thread.
 */
public final class CloseWait implements AutoCloseable {

  private static final int SPINS = 200;
  private static final long PARK_NS = 50_000;

  private static final Set<String> GATES =
      Set.of(StripedGate.class.getName(), OwnerGate.class.getName());

  private final long limitNs;
  private final String gate;
  private final String inside;
  private final String[] idle;
  private final long begunNs = System.nanoTime();
  private int spins = SPINS;
  private boolean interrupted;

  CloseWait(long limitNs, String gate, String inside, String... idle) {
    this.limitNs = limitNs;
    this.gate = gate;
    this.inside = inside;
    this.idle = idle;
  }

  /**
   * Waits a moment; the caller looks again and comes back.
   *
   * @throws CloseTimeoutException when the wait has taken too long
   */
  public void pause() {
    if (spins > 0) {
      spins--;
      Thread.onSpinWait();
      return;
    }
    long waitedNs = System.nanoTime() - begunNs;
    if (waitedNs >= limitNs) {
      throw new CloseTimeoutException(
          "A call is still inside; what it may use was not freed.",
          "gate",
          gate,
          "waitedMs",
          TimeUnit.NANOSECONDS.toMillis(waitedNs),
          "inside",
          threadsInside());
    }
    LockSupport.parkNanos(this, Math.min(PARK_NS, limitNs - waitedNs));
    interrupted |= Thread.interrupted();
  }

  /** Ends the wait. */
  @Override
  public void close() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each thread that may hold the gate, with the innermost of its frames that is ours. */
  private String threadsInside() {
    StringJoiner threads = new StringJoiner(", ", "[", "]");
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      String place = place(each.getValue());
      if (place != null && each.getKey() != Thread.currentThread()) {
        threads.add(each.getKey().getName() + " at " + place);
      }
    }
    return threads.toString();
  }

  /** Null for who is elsewhere, idle, or closes a gate as well, and holds nothing. */
  private String place(StackTraceElement... frames) {
    String place = null;
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (GATES.contains(type) && frame.getMethodName().equals("beginClose")) {
        return null;
      }
      if (place == null && type.startsWith(inside)) {
        place = type + '.' + frame.getMethodName();
      }
    }
    return Arrays.asList(idle).contains(place) ? null : place;
  }
}
