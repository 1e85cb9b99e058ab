package io.ashlar.statistics;

/**
 * What one scan has cost, from its opening to its last row. Counts of blocks, tombstones and
 * versions are those of the thread, so they are the scan's alone; a database in memory has none.
 *
 * @param plan the plan, as {@link io.ashlar.PreparedScan#explain} shows it
 * @param cached whether a kept result was shown: nothing was read then
 * @param entriesRead rows or index entries that the walk moved over
 * @param rowsFetched rows that index entries led to, or that were locked and read
 * @param rowsRejected those of the entries that no row was returned for
 * @param rowsReturned rows that the scan returned
 * @param blocksRead blocks read from files
 * @param blockBytes their size on disk
 * @param cacheHits blocks found in the cache, those of indexes and filters included
 * @param tombstonesSkipped deleted keys stepped over
 * @param versionsSkipped versions stepped over that the view does not show
 * @param lockWaits locks that the scan waited for
 * @param lockWaitNs how long, in nanoseconds
 * @param elapsedNs how long the scan took, in nanoseconds, by the clock
 * @param nativeBytes the most native memory that it had for rows and keys, those of a sort included
 * @param heapBytes bytes that it allocated on the heap; -1 where the JVM does not tell
 */
public record ScanReport(
    String plan,
    boolean cached,
    long entriesRead,
    long rowsFetched,
    long rowsRejected,
    long rowsReturned,
    long blocksRead,
    long blockBytes,
    long cacheHits,
    long tombstonesSkipped,
    long versionsSkipped,
    long lockWaits,
    long lockWaitNs,
    long elapsedNs,
    long nativeBytes,
    long heapBytes) {

  private static final long NANOS_PER_MICRO = 1_000;

  /**
   * The plan, and below it a line for each kind of cost.
   *
   * @return the text; allocates
   */
  public String text() {
    return plan
        + "\nrows returned="
        + rowsReturned
        + " rejected="
        + rowsRejected
        + " fetched="
        + rowsFetched
        + " entries="
        + entriesRead
        + (cached ? " from a kept result" : "")
        + "\nblocks read="
        + blocksRead
        + " bytes="
        + blockBytes
        + " cache hits="
        + cacheHits
        + "\nskipped tombstones="
        + tombstonesSkipped
        + " versions="
        + versionsSkipped
        + "\nlock waits="
        + lockWaits
        + " us="
        + lockWaitNs / NANOS_PER_MICRO
        + "\ntime us="
        + elapsedNs / NANOS_PER_MICRO
        + " native bytes="
        + nativeBytes
        + " heap bytes="
        + heapBytes;
  }

  /**
   * The report as text.
   *
   * @return {@link #text()}
   */
  @Override
  public String toString() {
    return text();
  }
}
