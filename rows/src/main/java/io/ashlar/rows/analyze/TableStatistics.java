package io.ashlar.rows.analyze;

import java.util.List;

/**
 * What an analysis has found in a table. Immutable.
 *
 * @param rows the rows
 * @param rowBytes bytes of all rows, keys included
 * @param keys the primary key and the indexes that there were
 */
public record TableStatistics(long rows, long rowBytes, List<KeyStatistics> keys) {

  /**
   * Keeps a copy.
   *
   * @param rows the rows
   * @param rowBytes bytes of all rows, keys included
   * @param keys the primary key and the indexes that there were
   */
  public TableStatistics {
    keys = List.copyOf(keys);
  }

  /**
   * The statistics of one key.
   *
   * @param keyspaceId where it lives
   * @return the statistics, or null for an index that was made since
   */
  public KeyStatistics key(int keyspaceId) {
    for (KeyStatistics key : keys) {
      if (key.keyspaceId() == keyspaceId) {
        return key;
      }
    }
    return null;
  }
}
