package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.workbench.Allocation;

/**
 * Counters at one moment.
 *
 * @param statistics those of the database
 * @param cache those of its caches
 * @param allocatedBytes of all threads; what virtual threads allocate is counted at their carriers
 */
record Reading(DatabaseStatistics statistics, CacheStatistics cache, long allocatedBytes) {

  static Reading take(Database database) {
    return new Reading(
        database.monitor().statistics(),
        database.monitor().cacheStatistics(),
        Allocation.ofAllThreads());
  }
}
