package io.ashlar.rows.read;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.row.KeptRow;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.row.RowWindow;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Workspace;
import java.math.BigDecimal;
import java.util.BitSet;

/** Reads group after group, and shows the columns of each by a copy of one of its rows. */
final class GroupWindow extends RowWindow implements GroupCursor {

  private final OneUser user;
  private final CursorTransaction transaction = new CursorTransaction();
  private final KeptRow firstCopy = new KeptRow();
  private RowSource first;
  private AggregateValues values;
  private RowWalk walk;
  private Groups groups;
  private boolean open;

  /**
   * A window.
   *
   * @param user of the statement, which is entered with this cursor
   */
  GroupWindow(OneUser user) {
    this.user = user;
  }

  void plan(RowWalk planned, Groups grouping, AggregateValues aggregates, BitSet columns) {
    walk = planned;
    groups = grouping;
    values = aggregates;
    first = new RowSource(planned.source().table(), planned.source().index());
    look(first, columns);
  }

  boolean isOpen() {
    return open;
  }

  /** Begins: the walk is open. */
  void begin(TransactionHandle handle, Workspace memory) {
    transaction.begin(handle, walk.plan().path().table().name(), user);
    values.reset();
    groups.begin(memory);
    open = true;
  }

  /** Whether {@link #begin} has failed because the memory did not hold the groups. */
  boolean outgrown() {
    return groups.outgrown();
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
    transaction.enter();
    try {
      if (!groups.next(values, firstCopy)) {
        return false;
      }
    } finally {
      transaction.exit();
    }
    first.wrap(firstCopy);
    values.show();
    standOnRow();
    return true;
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
      groups.close();
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
  public Object get(Aggregate aggregate) {
    return values.get(aggregate);
  }
}
