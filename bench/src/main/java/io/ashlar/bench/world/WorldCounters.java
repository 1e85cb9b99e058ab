package io.ashlar.bench.world;

import io.ashlar.statistics.DatabaseStatistics;

/**
 * What the database counted in the measured time.
 *
 * @param commits commits with writes
 * @param groups groups in which they were written
 * @param syncs fsyncs
 * @param meanSyncMs how long one took on average, milliseconds
 * @param conflicts statements and commits that lost against others
 * @param lockWaits requests for locks that had to wait
 * @param lockWaitMs how long they waited in all, milliseconds
 * @param blockHits blocks found in the cache, those of indexes and filters included
 * @param blockMisses blocks read from files
 * @param bytesOnDisk at the end
 */
public record WorldCounters(
    long commits,
    long groups,
    long syncs,
    double meanSyncMs,
    long conflicts,
    long lockWaits,
    double lockWaitMs,
    long blockHits,
    long blockMisses,
    long bytesOnDisk) {

  private static final double NS_PER_MS = 1e6;

  static WorldCounters between(Reading first, Reading second) {
    DatabaseStatistics before = first.statistics();
    DatabaseStatistics after = second.statistics();
    long syncs = after.syncs() - before.syncs();
    return new WorldCounters(
        after.commits() - before.commits(),
        after.groups() - before.groups(),
        syncs,
        (after.syncNs() - before.syncNs()) / NS_PER_MS / Math.max(1, syncs),
        after.conflicts() - before.conflicts(),
        after.lockWaits() - before.lockWaits(),
        (after.lockWaitNs() - before.lockWaitNs()) / NS_PER_MS,
        second.cache().blockHits() - first.cache().blockHits(),
        second.cache().blockMisses() - first.cache().blockMisses(),
        after.bytesOnDisk());
  }

  /**
   * Which part of the blocks was found in the cache.
   *
   * @return from 0 to 1; 1 when none was asked for
   */
  public double blockHitRate() {
    long all = blockHits + blockMisses;
    return all == 0 ? 1 : (double) blockHits / all;
  }
}
