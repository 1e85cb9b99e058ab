package io.ashlar.index;

/**
 * How far the build of an index has come.
 *
 * @param table the name of the table
 * @param index the name of the index
 * @param state how far the index is
 * @param rows rows that were looked at, runs before a restart included
 * @param rowsPerSecond rows per second in this run, waits included
 * @param estimatedRows how many rows there are in all, estimated from the part of the key range
 *     that is done; -1 while nothing is known
 */
public record IndexBuildProgress(
    String table,
    String index,
    IndexState state,
    long rows,
    double rowsPerSecond,
    long estimatedRows) {

  /**
   * How long it may still take at this rate.
   *
   * @return seconds, or -1 while nothing is known
   */
  public double estimatedSecondsLeft() {
    if (state == IndexState.PUBLIC) {
      return 0;
    }
    return estimatedRows < 0 || rowsPerSecond <= 0
        ? -1
        : Math.max(0, estimatedRows - rows) / rowsPerSecond;
  }
}
