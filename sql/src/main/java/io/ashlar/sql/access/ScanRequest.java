package io.ashlar.sql.access;

import io.ashlar.PreparedScan;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import java.util.List;

/**
 * What a query asks of one table.
 *
 * @param table the table
 * @param predicate which rows, with the operands as parameters; null for all
 * @param order in which order; empty for any
 * @param columns what is read; may be none
 * @param lock how rows are locked
 */
public record ScanRequest(
    Table table, Predicate predicate, List<Order> order, List<Column> columns, Lock lock) {

  /** How rows are locked as they are read. */
  public enum Lock {
    /** They are not. */
    NONE,
    /** Whoever has a row is waited for. */
    WAIT,
    /** A row that somebody else has is a failure. */
    NO_WAIT,
    /** A row that somebody else has is left out. */
    SKIP
  }

  /** What a sort may take where no key gives the order. */
  private static final long SORT_BYTES = 256L * 1024 * 1024;

  /**
   * Plans the scan.
   *
   * @param rows how many at most; negative for all
   * @param skipped how many are left out first
   * @return a new prepared scan, which the caller closes
   */
  PreparedScan prepare(long rows, long skipped) {
    Scan scan = table.scan();
    List<String> key = table.schema().primaryKey();
    if (!columns.isEmpty()) {
      scan.select(columns.toArray(Column[]::new));
    } else if (key.isEmpty()) {
      scan.select(table.rowNumber());
    } else {
      // Whatever key is walked has the primary key, so that this reads no row for its columns.
      scan.select(key.stream().map(table::column).toArray(Column[]::new));
    }
    if (predicate != null) {
      scan.where(predicate);
    }
    if (!order.isEmpty()) {
      scan.orderBy(order.toArray(Order[]::new)).sortInMemory(SORT_BYTES);
    }
    if (rows >= 0) {
      scan.limit(rows);
    } else {
      scan.unbounded();
    }
    if (skipped > 0) {
      scan.offset(skipped);
    }
    switch (lock) {
      case WAIT -> scan.forUpdate();
      case NO_WAIT -> scan.forUpdateNoWait();
      case SKIP -> scan.forUpdateSkipLocked();
      default -> {
        // Readers do not lock.
      }
    }
    return scan.prepare();
  }
}
