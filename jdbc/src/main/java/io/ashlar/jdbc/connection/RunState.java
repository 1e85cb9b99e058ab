package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.sql.SqlCursor;

/**
 * Where a run of a query stands. A prepared statement has one, for one run after the other; the
 * results that users hold know the number of their run, and show nothing of another.
 */
final class RunState {

  /** No run has this number. */
  private static final long NONE = 0;

  /** The rows; those of the run of this number. */
  private SqlCursor cursor;

  private ResultColumns columns;
  private long number;

  /** The transaction with which the run ends; none when it has its own. */
  private long transaction;

  private long maxRows;
  private long row;

  /** The number of the run while it is on a row: what getters ask for. */
  private long standing = NONE;

  private boolean ended;
  private boolean closed;

  /** Begins a run; gives its number. */
  @SuppressWarnings("ReferenceEquality") // both are the same until the statement is planned anew
  long begin(SqlCursor rows, ResultColumns shape, long endsWith, long atMost) {
    if (cursor != rows || columns != shape) {
      cursor = rows;
      columns = shape;
    }
    transaction = endsWith;
    maxRows = atMost;
    row = 0;
    standing = NONE;
    ended = false;
    closed = false;
    return ++number;
  }

  /** Whether a run is another one, or has been closed. */
  boolean isClosed(long run) {
    return closed || number != run;
  }

  SqlCursor cursor() {
    return cursor;
  }

  ResultColumns columns() {
    return columns;
  }

  long transaction() {
    return transaction;
  }

  boolean next() {
    standing = NONE;
    if (ended) {
      return false;
    }
    if ((maxRows > 0 && row >= maxRows) || !cursor.next()) {
      ended = true;
      // Who reads to the end and does not close keeps nothing.
      cursor.close();
      return false;
    }
    row++;
    standing = number;
    return true;
  }

  /** Whether a run is the present one, open and on a row. */
  boolean onRow(long run) {
    return standing == run;
  }

  /** How many rows there have been. */
  long row() {
    return row;
  }

  boolean ended() {
    return ended;
  }

  void close() {
    closed = true;
    standing = NONE;
    cursor.close();
  }
}
