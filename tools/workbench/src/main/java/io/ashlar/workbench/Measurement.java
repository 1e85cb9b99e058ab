package io.ashlar.workbench;

/**
 * What was measured of one operation.
 *
 * @param operation its name
 * @param count how often it ran
 * @param elapsedNs wall-clock time for all of them, over all threads at once
 * @param latencies the duration of each; empty where only the whole was timed
 * @param allocatedBytes heap bytes allocated for all of them; -1 where that was not measured
 */
public record Measurement(
    String operation, long count, long elapsedNs, Latencies latencies, long allocatedBytes) {

  private static final double NS_PER_SECOND = 1e9;

  /**
   * How long all of them took.
   *
   * @return seconds
   */
  public double seconds() {
    return elapsedNs / NS_PER_SECOND;
  }

  /**
   * How many ran in a second.
   *
   * @return operations a second; 0 when none ran
   */
  public double perSecond() {
    return count == 0 ? 0 : count * NS_PER_SECOND / Math.max(1, elapsedNs);
  }

  /**
   * What each of them allocated in the mean.
   *
   * @return heap bytes; -1 where that was not measured
   */
  public double bytesPerOperation() {
    return allocatedBytes < 0 ? -1 : (double) allocatedBytes / Math.max(1, count);
  }
}
