package io.ashlar.bench.gate;

import io.ashlar.bench.workload.Allocation;
import java.util.Locale;

/**
 * What one operation allocates on the heap: by the thread that calls, and by the store's own.
 * Counting starts and stops within a run, so that begin and commit are told apart from the rows
 * between them.
 */
final class AllocationMeter {

  private final String operation;
  private long caller;
  private long store;
  private long started;
  private long operations;

  AllocationMeter(String operation) {
    this.operation = operation;
  }

  /** Forgets the warm-up. Allocates. */
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

  /** After the last run; what follows does not count. Allocates. */
  AllocationMeter finish() {
    store = Allocation.ofStoreThreads() - store;
    return this;
  }

  double callerBytes() {
    return (double) caller / operations;
  }

  double storeBytes() {
    return (double) store / operations;
  }

  double bytes() {
    return (double) (caller + store) / operations;
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
}
