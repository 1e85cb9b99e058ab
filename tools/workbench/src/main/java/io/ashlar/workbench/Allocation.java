package io.ashlar.workbench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * Bytes that threads have allocated on the heap since they were started, as the JVM counts them.
 *
 * <p>Reading the current thread's counter allocates nothing; reading those of the store allocates,
 * on the thread that asks.
 */
public final class Allocation {

  private static final String OWN_THREAD_PREFIX = "ashlar-";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * What the calling thread has allocated.
   *
   * @return bytes since the thread began
   */
  public static long ofCurrentThread() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /**
   * What the threads of the store have allocated: all live threads whose name begins with {@code
   * ashlar-}. A thread that has ended meanwhile no longer counts.
   *
   * @return the sum over these threads, bytes since each began
   */
  public static long ofStoreThreads() {
    long sum = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(OWN_THREAD_PREFIX)) {
        sum += Math.max(0, THREADS.getThreadAllocatedBytes(thread.getThreadId()));
      }
    }
    return sum;
  }

  /**
   * What all live threads have allocated, those of the caller and of libraries included. A thread
   * that has ended meanwhile no longer counts.
   *
   * @return the sum over these threads, bytes since each began
   */
  public static long ofAllThreads() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
