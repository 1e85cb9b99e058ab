package io.ashlar.statistics;

/**
 * A line about a table or one of its indexes. Sizes are estimates of now; counters begin at the
 * opening of the database or the last reset, and count statements when they end, those of
 * transactions that are rolled back later too. Read one after the other, not as one instant.
 *
 * @param table the name of the table
 * @param index the name of the index, or {@code "primary"} for the rows themselves
 * @param rows about how many rows there are, as {@link io.ashlar.Table#estimatedRowCount} counts
 *     them; an index has an entry for each, a partial one as many as files and memory hold
 * @param bytes size in table files, compressed; a keyspace that shares a file is estimated
 * @param memoryBytes size in memory, not written to table files yet
 * @param deadEntries tombstones in table files, not yet compacted away
 * @param inserts rows inserted; 0 for an index, which follows its table
 * @param updates rows updated; 0 for an index
 * @param deletes rows deleted; 0 for an index
 * @param scans scans, updates and deletes that walked this key
 * @param gets reads of a single key
 * @param rowsRead rows found by gets, and rows or entries that walks moved over
 * @param cacheHits blocks found in the cache by a sample of reads (on average one in 64 gets and
 *     one in 256 rows or entries of walks), and by analyzed scans and warming
 * @param cacheMisses blocks that these read from files
 */
public record TableStatistics(
    String table,
    String index,
    long rows,
    long bytes,
    long memoryBytes,
    long deadEntries,
    long inserts,
    long updates,
    long deletes,
    long scans,
    long gets,
    long rowsRead,
    long cacheHits,
    long cacheMisses) {

  /**
   * Which part of the blocks was found in the cache, of those that were counted.
   *
   * @return from 0 to 1; 1 when none was asked for
   */
  public double hitRate() {
    long all = cacheHits + cacheMisses;
    return all == 0 ? 1 : (double) cacheHits / all;
  }
}
