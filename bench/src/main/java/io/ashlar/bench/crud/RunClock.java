package io.ashlar.bench.crud;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the threads of a workload what time it is: warm-up, measured time, the end. One thread
 * {@linkplain #run runs} it, all others ask. A worker that fails {@linkplain #abort ends} the run
 * for all.
 */
public final class RunClock {

  private final CountDownLatch aborted = new CountDownLatch(1);

  private volatile boolean measuring;
  private volatile boolean stopped;

  /** In the warm-up. */
  public RunClock() {}

  /**
   * Lets time pass: the warm-up, the measured time, and then it is the end.
   *
   * @param warmupSeconds how long to warm up
   * @param seconds how long to measure
   * @return how long was measured, nanoseconds
   * @throws InterruptedException when interrupted; it is the end then
   */
  public long run(int warmupSeconds, int seconds) throws InterruptedException {
    try {
      long begin = System.nanoTime();
      if (!aborted.await(warmupSeconds, TimeUnit.SECONDS)) {
        begin = System.nanoTime();
        measuring = true;
        aborted.await(seconds, TimeUnit.SECONDS);
      }
      return Math.max(1, System.nanoTime() - begin);
    } finally {
      measuring = false;
      stopped = true;
    }
  }

  /**
   * Whether what happens now counts.
   *
   * @return true in the measured time
   */
  public boolean measuring() {
    return measuring;
  }

  /**
   * Whether it is the end.
   *
   * @return true when workers should return
   */
  public boolean stopped() {
    return stopped;
  }

  /** Ends the run at once. */
  public void abort() {
    stopped = true;
    aborted.countDown();
  }
}
