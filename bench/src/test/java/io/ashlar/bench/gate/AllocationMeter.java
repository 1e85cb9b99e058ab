package io.ashlar.bench.gate;

import io.ashlar.testkit.AllocationRounds;
import io.ashlar.workbench.Allocation;
import java.util.Locale;

/**
 * What one operation allocates on the heap: by the thread that calls, and by the store's own.
 * Counting starts and stops within a run, so that begin and commit are told apart from the rows
 * between them.
 *
 * <p>It is measured in {@linkplain AllocationRounds rounds}, and the least counts: what an
 * operation allocates shows in each of them, what the JVM does meanwhile (such as running code that
 * is not yet compiled, which on a busy machine takes its time) does not.
 */
final class AllocationMeter {

  /** The JVM itself allocates a little now and then: an average may be off by part of a byte. */
  static final double NOTHING = 1.0;

  private final String operation;

  // The round under way.
  private long caller;
  private long store;
  private long started;
  private long operations;

  // The least of all rounds.
  private double leastCaller = Double.MAX_VALUE;
  private double leastStore;

  AllocationMeter(String operation) {
    this.operation = operation;
  }

  /** Begins a round, and forgets what was counted since the last. Allocates. */
  void reset() {
    caller = 0;
    operations = 0;
    store = Allocation.ofStoreThreads();
  }

  void start() {
    started = Allocation.ofCurrentThread();
  }

  void stop(int operationsDone) {
    caller += Allocation.ofCurrentThread() - started;
    operations += operationsDone;
  }

  /** Ends a round; what follows does not count. Allocates. */
  void finish() {
    double byCaller = (double) caller / operations;
    double byStore = (double) (Allocation.ofStoreThreads() - store) / operations;
    if (byCaller + byStore < leastCaller + leastStore) {
      leastCaller = byCaller;
      leastStore = byStore;
    }
  }

  double callerBytes() {
    return leastCaller;
  }

  double storeBytes() {
    return leastStore;
  }

  double bytes() {
    return leastCaller + leastStore;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.2f bytes an operation (%.2f by the caller, %.2f by the store's threads)",
        operation,
        bytes(),
        callerBytes(),
        storeBytes());
  }

  /** Whether a round was within a limit, in bytes an operation. */
  boolean isWithin(int limit) {
    return bytes() < limit + NOTHING;
  }

  /** Measures an operation until it is within its limit. */
  static AllocationMeter measure(String operation, int limit, int operations, Operation body) {
    AllocationMeter meter = new AllocationMeter(operation);
    AllocationRounds.repeatUntil(
        () -> meter.isWithin(limit),
        () -> {
          meter.reset();
          meter.start();
          for (int i = 0; i < operations; i++) {
            body.run(i);
          }
          meter.stop(operations);
          meter.finish();
        });
    return meter;
  }

  /** What is measured; is told how often it has run in its round. */
  interface Operation {
    void run(int i);
  }
}
