package io.ashlar.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Measures what an operation allocates once it is compiled. Code that the compiler has not come to
 * yet allocates what compiled code does not, and on a busy machine it takes the compiler an
 * unforeseeable number of rounds. So rounds are repeated until one of them is within the limit,
 * which an operation that allocates in every round never is, and are given up after a minute.
 */
public final class AllocationRounds {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long GIVE_UP_NS = TimeUnit.MINUTES.toNanos(1);

  private AllocationRounds() {}

  /**
   * The bytes of an operation on this thread, in the round that allocated least.
   *
   * @param limit what is allowed, in bytes an operation; no further round follows one within it
   * @param operations how many operations are a round
   * @param operation is told its number, which goes on from round to round
   * @return bytes an operation, rounded by nothing
   */
  public static double leastBytes(double limit, int operations, IntConsumer operation) {
    double[] least = {Double.MAX_VALUE};
    int[] done = new int[1];
    repeatUntil(
        () -> least[0] <= limit,
        () -> {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < operations; i++) {
            operation.accept(done[0]++);
          }
          long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
          least[0] = Math.min(least[0], (double) bytes / operations);
        });
    return least[0];
  }

  /**
   * Runs rounds, one at least, until a condition holds or a minute has passed.
   *
   * @param within whether what was measured is within its limit; asked after each round
   * @param round a round
   */
  public static void repeatUntil(BooleanSupplier within, Runnable round) {
    long begun = System.nanoTime();
    do {
      round.run();
    } while (!within.getAsBoolean() && System.nanoTime() - begun < GIVE_UP_NS);
  }
}
