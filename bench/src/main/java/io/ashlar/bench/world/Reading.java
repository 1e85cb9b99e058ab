package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.DatabaseStatistics;
import io.ashlar.bench.workload.Allocation;

/**
 * Counters at one moment.
 *
 * @param statistics those of the database
 * @param allocatedBytes of all threads; what virtual threads allocate is counted at their carriers
 */
record Reading(DatabaseStatistics statistics, long allocatedBytes) {

  static Reading take(Database database) {
    return new Reading(database.statistics(), Allocation.ofAllThreads());
  }
}
