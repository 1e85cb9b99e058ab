package io.ashlar.rows.scan;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CorruptionException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.DateColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.table.OneUser;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.UUID;

/**
 * Reads group after group. The first row of a group is copied: it shows the columns of the group
 * when the walk already stands on the first row of the next one.
 */
final class GroupWindow extends RowWindow implements GroupCursor {

  private final OneUser user;
  private final KeptRow firstCopy = new KeptRow();
  private RowSource first;
  private int[] group;
  private AggregateValues values;
  private KeyedWalk walk;
  private boolean open;

  /** Whether the walk stands on a row of a group that was not shown yet. */
  private boolean rowAhead;

  /**
   * A window.
   *
   * @param user of the statement, which is entered with this cursor
   */
  GroupWindow(OneUser user) {
    this.user = user;
  }

  void plan(KeyedWalk planned, AggregateValues aggregates, BitSet columns) {
    walk = planned;
    values = aggregates;
    group = columns.stream().toArray();
    first = new RowSource(planned.source().table(), planned.source().index());
    look(first, columns);
  }

  boolean isOpen() {
    return open;
  }

  /** Begins: the walk is open. */
  void begin() {
    open = true;
    rowAhead = walk.next();
    values.reset();
  }

  @Override
  public boolean next() {
    user.enter();
    try {
      return nextInside();
    } finally {
      user.leave();
    }
  }

  private boolean nextInside() {
    if (!open) {
      throw new ClosedException("The cursor is closed.");
    }
    leaveRow();
    values.reset();
    if (!rowAhead) {
      return false;
    }
    rowAhead = false;
    try {
      gather();
    } catch (CorruptionException | IndexOutOfBoundsException | NullPointerException e) {
      // When another thread has ended the transaction, the row that was ahead is no more.
      VarHandle.loadLoadFence();
      walk.requirePosition();
      throw e;
    }
    values.show();
    standOnRow();
    return true;
  }

  /** All rows of the group that the walk stands on the first of. */
  private void gather() {
    RowSource row = walk.source();
    row.copyTo(firstCopy);
    first.wrap(firstCopy);
    boolean more;
    do {
      values.accept(row);
      VarHandle.loadLoadFence();
      // Or what was just read may be of somebody else.
      walk.requirePosition();
      more = walk.next();
      row = walk.source();
    } while (more && SameColumns.same(first, row, group));
    rowAhead = more;
  }

  @Override
  public void close() {
    user.enter();
    try {
      closeInside();
    } finally {
      user.leave();
    }
  }

  void closeInside() {
    if (open) {
      open = false;
      leaveRow();
      values.reset();
      walk.close();
    }
  }

  @Override
  public boolean isNull(Aggregate aggregate) {
    return values.isNull(aggregate);
  }

  @Override
  public long getLong(LongAggregate aggregate) {
    return values.getLong(aggregate);
  }

  @Override
  public double getDouble(DoubleAggregate aggregate) {
    return values.getDouble(aggregate);
  }

  @Override
  public BigDecimal getDecimal(DecimalAggregate aggregate) {
    return values.getDecimal(aggregate);
  }

  @Override
  public boolean getBoolean(ColumnAggregate<BooleanColumn> aggregate) {
    return values.getBoolean(aggregate);
  }

  @Override
  public String getString(ColumnAggregate<StringColumn> aggregate) {
    return values.getString(aggregate);
  }

  @Override
  public byte[] getBytes(ColumnAggregate<BytesColumn> aggregate) {
    return values.getBytes(aggregate);
  }

  @Override
  public UUID getUuid(ColumnAggregate<UuidColumn> aggregate) {
    return values.getUuid(aggregate);
  }

  @Override
  public LocalDate getDate(ColumnAggregate<DateColumn> aggregate) {
    return values.getDate(aggregate);
  }

  @Override
  public LocalTime getTime(ColumnAggregate<TimeColumn> aggregate) {
    return values.getTime(aggregate);
  }

  @Override
  public Instant getTimestamp(ColumnAggregate<TimestampColumn> aggregate) {
    return values.getTimestamp(aggregate);
  }
}
