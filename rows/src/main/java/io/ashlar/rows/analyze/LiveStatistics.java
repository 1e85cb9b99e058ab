package io.ashlar.rows.analyze;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a table knows of itself in memory: the last analysis, and about how many rows it has.
 *
 * <p>The count is an estimate. Commits add what their inserts and deletes have changed, after they
 * are ordered; it is stored when the database is closed and when the table is analyzed, so what a
 * process that was killed has counted since is lost, and a rollback to a savepoint does not take
 * back what it undid. An analysis counts anew. Shared by all threads; counting allocates nothing.
 */
public final class LiveStatistics {

  private final LongAdder rows = new LongAdder();

  /** Null before the first analysis. */
  private volatile TableStatistics analyzed;

  private volatile long storedRows;

  /** Knows of no rows and of no analysis. */
  public LiveStatistics() {}

  /**
   * About how many rows there are.
   *
   * @return the number, at least 0
   */
  public long estimatedRows() {
    return Math.max(0, rows.sum());
  }

  /**
   * Adds what a commit has changed.
   *
   * @param delta rows inserted less rows deleted
   */
  public void add(long delta) {
    rows.add(delta);
  }

  /**
   * The last analysis.
   *
   * @return the statistics, another object after each analysis; null when there was none
   */
  public TableStatistics analyzed() {
    return analyzed;
  }

  /**
   * Whether some statistics are still the last ones.
   *
   * @param statistics what {@link #analyzed()} gave, or null
   * @return false when there was an analysis since
   */
  @SuppressWarnings("ReferenceEquality") // another analysis is another object
  public boolean isAnalyzed(TableStatistics statistics) {
    return analyzed == statistics;
  }

  /**
   * Whether the catalog has another count of rows.
   *
   * @return true when it should be stored
   */
  public boolean isChanged() {
    return estimatedRows() != storedRows;
  }

  /**
   * What has been counted so far, for {@link #analyzed(TableStatistics, long)}.
   *
   * @return a number that means nothing by itself
   */
  public long counted() {
    return rows.sum();
  }

  /**
   * Takes what an analysis has found.
   *
   * @param statistics the analysis
   * @param countedBefore {@link #counted()} when its view was taken: what was counted since remains
   */
  public void analyzed(TableStatistics statistics, long countedBefore) {
    rows.add(statistics.rows() - countedBefore);
    storedRows = statistics.rows();
    analyzed = statistics;
  }

  /**
   * Takes what the catalog has.
   *
   * @param count the rows
   * @param statistics the analysis, or null
   */
  public void set(long count, TableStatistics statistics) {
    rows.add(count - rows.sum());
    storedRows = count;
    analyzed = statistics;
  }
}
