package io.ashlar.statistics;

/**
 * Counters of a database since it was opened, and sizes as they are now. Read one after the other,
 * not as one instant. Counting costs a transaction nothing unless it waits or fails. Times are
 * totals in nanoseconds, to be divided by the counter beside them.
 *
 * @param commits commits that were ordered; those without writes are not counted
 * @param groups groups in which they were written to the log
 * @param largestGroup most commits in one group
 * @param syncs fsyncs of the write-ahead log
 * @param syncNs how long they took
 * @param maxSyncNs how long the longest took
 * @param durabilityWaits commits that were ordered and then waited for an fsync, asynchronous ones
 *     included
 * @param durabilityWaitNs how long they waited
 * @param conflicts statements and commits that failed because another transaction had changed what
 *     they needed
 * @param lockWaits requests for locks of rows and tables that had to wait
 * @param lockWaitNs how long they waited, however the wait ended
 * @param lockTimeouts requests that ended without the lock: after their time, at once where waiting
 *     was not wanted, or by an interrupt
 * @param deadlocks requests that were refused because waiting would have closed a cycle
 * @param openTransactions transactions that have begun and not ended
 * @param pooledBytes bytes of idle buffers
 * @param bytesOnDisk size of the files
 * @param bufferAccess how memory is read and written, the same for the life of the JVM
 */
public record DatabaseStatistics(
    long commits,
    long groups,
    long largestGroup,
    long syncs,
    long syncNs,
    long maxSyncNs,
    long durabilityWaits,
    long durabilityWaitNs,
    long conflicts,
    long lockWaits,
    long lockWaitNs,
    long lockTimeouts,
    long deadlocks,
    int openTransactions,
    long pooledBytes,
    long bytesOnDisk,
    BufferAccess bufferAccess) {

  /**
   * How many commits shared a write to the log, on average.
   *
   * @return commits for each group, 0 when there was none
   */
  public double commitsPerGroup() {
    return groups == 0 ? 0 : (double) commits / groups;
  }
}
