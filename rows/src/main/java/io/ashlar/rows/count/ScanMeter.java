package io.ashlar.rows.count;

import com.sun.management.ThreadMXBean;
import io.ashlar.store.ReadProbe;
import io.ashlar.store.VersionedStore;
import java.lang.management.ManagementFactory;

/** Measures what a thread does between two moments: time, heap, and what the store counts. */
public final class ScanMeter {

  private static final long UNKNOWN = -1;

  private final ReadProbe probe;
  private long elapsedNs;
  private long heapBytes;

  /**
   * A meter.
   *
   * @param store what is read
   */
  public ScanMeter(VersionedStore store) {
    probe = store.newReadProbe();
  }

  /** Begins; on the thread that reads. */
  public void begin() {
    heapBytes = allocated();
    elapsedNs = System.nanoTime();
    probe.begin();
  }

  /** Ends, on the same thread. */
  public void end() {
    probe.end();
    elapsedNs = System.nanoTime() - elapsedNs;
    heapBytes = heapBytes == UNKNOWN ? UNKNOWN : allocated() - heapBytes;
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
            && threads.isThreadAllocatedMemorySupported()
        ? threads.getCurrentThreadAllocatedBytes()
        : UNKNOWN;
  }

  /**
   * What the store has counted.
   *
   * @return the probe, ended
   */
  public ReadProbe probe() {
    return probe;
  }

  /**
   * How long it took.
   *
   * @return nanoseconds
   */
  public long elapsedNs() {
    return elapsedNs;
  }

  /**
   * What the thread allocated.
   *
   * @return bytes, or -1 where the JVM does not tell
   */
  public long heapBytes() {
    return heapBytes;
  }
}
