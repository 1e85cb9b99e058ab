package io.ashlar;

import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.TableStatistics;
import java.util.List;

/**
 * What a database tells of itself. Asking changes nothing, holds nothing open, and costs those who
 * work nothing. Shared by all threads; after the close of the database only {@link #diagnostics}
 * answers, everything else is {@link io.ashlar.error.ClosedException}.
 */
public interface Monitor {

  /** {@return counters and sizes as they are now; allocates} */
  DatabaseStatistics statistics();

  /**
   * What was done to each table and index since the database was opened or the counters were
   * {@linkplain #resetTableStatistics reset}, and their sizes.
   *
   * @return a line for each table, by name, followed by one for each of its indexes; looks at the
   *     list of all files; allocates
   */
  List<TableStatistics> tableStatistics();

  /** Sets the counters of all tables and indexes to zero. */
  void resetTableStatistics();

  /**
   * {@return how the caches have served since the database was opened; allocates} A database in
   * memory has none for blocks.
   */
  CacheStatistics cacheStatistics();

  /** {@return what the memory holds now, by part, and what lies outside its bounds; allocates} */
  MemoryReport memory();

  /**
   * What is in use and held right now: for who looks for a transaction that was never ended, or
   * wants to be sure that a closed database has left nothing.
   *
   * @return what there is, looked at one after the other; after a close that has freed everything
   *     it is {@linkplain Diagnostics#idle() idle}; allocates
   */
  Diagnostics diagnostics();
}
