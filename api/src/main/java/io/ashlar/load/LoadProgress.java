package io.ashlar.load;

import java.time.Duration;

/**
 * How far a load has come.
 *
 * @param table the name of the table
 * @param phase what it does
 * @param rows rows taken from the source
 * @param bytes bytes of these rows as they are stored, without index entries
 * @param writtenRows rows that are in files, or committed
 * @param elapsed since the load began
 */
public record LoadProgress(
    String table, LoadPhase phase, long rows, long bytes, long writtenRows, Duration elapsed) {

  /**
   * The rate so far, pauses included.
   *
   * @return rows taken from the source for each second since the load began
   */
  public double rowsPerSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds <= 0 ? 0 : rows / seconds;
  }
}
