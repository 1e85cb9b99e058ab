package io.ashlar.page;

import io.ashlar.argument.Arguments;
import io.ashlar.row.Row;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list: copies of its rows, and the way to the pages beside it.
 *
 * @param rows the rows in the order of the scan; unmodifiable
 * @param next leads to the page behind this one; empty when no row was behind it at the time
 * @param previous leads to the page before this one; empty when none is. Of a page that was reached
 *     by going on it is always there, without having looked: rows before it may be gone since, and
 *     the page empty
 * @param stopped why the page has no more rows: {@link StopReason#LIMIT} for a full one
 */
public record Page(
    List<Row> rows,
    Optional<Continuation> next,
    Optional<Continuation> previous,
    StopReason stopped) {

  /**
   * Keeps a copy of the list.
   *
   * @param rows the rows
   * @param next leads on
   * @param previous leads back
   * @param stopped why it ended
   */
  public Page {
    rows = Arguments.allGiven(rows, "rows");
  }

  /**
   * Whether there is a page behind this one.
   *
   * @return true when {@link #next} is there
   */
  public boolean hasNext() {
    return next.isPresent();
  }

  /**
   * Whether there may be a page before this one.
   *
   * @return true when {@link #previous} is there
   */
  public boolean hasPrevious() {
    return previous.isPresent();
  }
}
