package io.ashlar.rows.read;

import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.row.KeptRow;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.row.SameColumns;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Workspace;

/**
 * Groups along a key in which their rows stand together: keeps one row at a time. The first row of
 * a group is copied: it shows the columns of the group when the walk already stands on the first
 * row of the next one.
 */
final class StreamedGroups implements Groups {

  private final RowWalk walk;
  private final int[] columns;
  private final RowSource firstRow;

  /** Whether the walk stands on a row of a group that was not shown yet. */
  private boolean rowAhead;

  StreamedGroups(RowWalk walk, int[] columns) {
    this.walk = walk;
    this.columns = columns;
    firstRow = new RowSource(walk.source().table(), walk.source().index());
  }

  @Override
  public void begin(Workspace memory) {
    rowAhead = walk.next();
  }

  @Override
  public boolean next(AggregateValues values, KeptRow first) {
    if (!rowAhead) {
      return false;
    }
    rowAhead = false;
    // A rollback to a savepoint may have taken it away since.
    walk.requirePosition();
    RowSource row = walk.source();
    row.copyTo(first);
    firstRow.wrap(first);
    boolean more;
    do {
      values.accept(row);
      more = walk.next();
      row = walk.source();
    } while (more && SameColumns.same(firstRow, row, columns));
    rowAhead = more;
    return true;
  }

  @Override
  public void close() {
    rowAhead = false;
  }
}
