package io.ashlar.workbench;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads that compute and never wait, as those of an application that shares its processors with
 * the store. They run from {@link #start} to {@link #close}, which waits for their end.
 */
public final class BusyThreads implements AutoCloseable {

  private static final int STEPS = 10_000;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;
  private volatile long outcome;

  private BusyThreads() {}

  /**
   * Starts them.
   *
   * @param count how many; none for 0
   * @return ends them when it is closed
   */
  public static BusyThreads start(int count) {
    BusyThreads busy = new BusyThreads();
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(busy::compute, "busy-" + i);
      thread.setDaemon(true);
      busy.threads.add(thread);
      thread.start();
    }
    return busy;
  }

  private void compute() {
    long state = Thread.currentThread().getId();
    while (!over) {
      for (int i = 0; i < STEPS; i++) {
        state = state * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL;
      }
      // So that the steps have to be taken.
      outcome = state;
    }
  }

  /** How many are running. */
  int running() {
    return (int) threads.stream().filter(Thread::isAlive).count();
  }

  /** What was computed last. */
  long outcome() {
    return outcome;
  }

  @Override
  public void close() {
    over = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
