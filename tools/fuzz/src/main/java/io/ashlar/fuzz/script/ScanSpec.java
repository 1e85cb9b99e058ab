package io.ashlar.fuzz.script;

import io.ashlar.fuzz.script.condition.Condition;
import java.util.List;

/**
 * A scan.
 *
 * @param table the table
 * @param where the condition, or null for all rows
 * @param order the order; empty for none
 * @param limit most rows, or null for all
 * @param offset rows to skip
 * @param select the columns to read; empty for all
 * @param using the key to walk, or null
 * @param reverse whether the key is walked from its end
 * @param locking whether rows are locked
 * @param cached whether results are kept
 */
public record ScanSpec(
    String table,
    Condition where,
    List<OrderSpec> order,
    Long limit,
    long offset,
    List<String> select,
    String using,
    boolean reverse,
    Locking locking,
    boolean cached) {

  /**
   * The same scan with another condition.
   *
   * @param other the condition
   * @return the scan
   */
  public ScanSpec where(Condition other) {
    return new ScanSpec(
        table, other, order, limit, offset, select, using, reverse, locking, cached);
  }

  /**
   * The same scan, whose results are not kept.
   *
   * @return the scan
   */
  public ScanSpec uncached() {
    return new ScanSpec(table, where, order, limit, offset, select, using, reverse, locking, false);
  }

  /**
   * The same scan of other columns.
   *
   * @param columns their names
   * @return the scan
   */
  public ScanSpec selecting(List<String> columns) {
    return new ScanSpec(
        table, where, order, limit, offset, columns, using, reverse, locking, cached);
  }
}
