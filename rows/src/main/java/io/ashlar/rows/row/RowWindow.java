package io.ashlar.rows.row;

import io.ashlar.error.IllegalUseException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.row.ByteView;
import io.ashlar.row.Row;
import io.ashlar.row.RowReader;
import io.ashlar.row.RowTarget;
import io.ashlar.rows.catalog.TableDefinition;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.util.BitSet;

/**
 * Shows the columns of a {@link RowSource} to a user, one row after the other. Every getter checks
 * that the window stands on a row, that the column belongs to the table and was selected, and that
 * it is not null.
 */
public class RowWindow implements RowReader {

  private RowSource source;

  @SuppressWarnings("this-escape") // it asks when values are read, not before
  private final GuardedValues row = new GuardedValues(this);

  private BitSet selected;
  private ColumnView[] views = new ColumnView[0];

  /** Of the target that was read into last; null before the first. */
  private TargetColumns targeted;

  /** Raised by every move: a view of an older generation has expired. */
  private long generation;

  private boolean positioned;

  /** A window that stands on no row and looks at no source yet. */
  public RowWindow() {}

  /**
   * Looks at another source from here on. Null columns stands for all.
   *
   * @param at the source
   * @param columns ordinals of the columns that may be read, or null for all
   */
  public final void look(RowSource at, BitSet columns) {
    leaveRow();
    source = at;
    row.look(at);
    selected = columns;
    int count = at.table().columns().size();
    if (views.length != count) {
      views = new ColumnView[count];
    }
  }

  /**
   * Goes on with a source of the same table.
   *
   * @param at the source
   */
  public final void follow(RowSource at) {
    source = at;
    row.look(at);
  }

  /** The source has moved to a row. */
  public final void standOnRow() {
    generation++;
    positioned = true;
  }

  /** The source has left its row. */
  public final void leaveRow() {
    generation++;
    positioned = false;
  }

  final long generation() {
    return generation;
  }

  /** Checks, beyond the window itself, that the row is still there. */
  protected void requirePosition() {}

  private int ordinal(Column column) {
    if (!positioned) {
      throw new IllegalUseException("The reader stands on no row.", "column", column);
    }
    requirePosition();
    return ordinalIn(source.table(), selected, column);
  }

  /** The ordinal of a column that may be read. */
  static int ordinalIn(TableDefinition table, BitSet selected, Column column) {
    int ordinal = Columns.ordinalIn(table, column);
    if (ordinal < 0) {
      throw table.refused(column);
    }
    if (selected != null && !selected.get(ordinal)) {
      throw new IllegalUseException("The column was not selected.", "column", column);
    }
    return ordinal;
  }

  /** The ordinal of a column that is not null; after the generation was asked for. */
  private int value(Column column) {
    long before = generation;
    int ordinal = ordinal(column);
    if (row.isNull(before, ordinal)) {
      // Of a row that is gone nothing is known, nulls included.
      requirePosition();
      throw new IllegalUseException("The column is null in this row.", "column", column);
    }
    return ordinal;
  }

  @Override
  public final boolean isNull(Column column) {
    return row.isNull(generation, ordinal(column));
  }

  @Override
  public final void readInto(RowTarget target) {
    long before = generation;
    requireRow();
    TableDefinition table = source.table();
    TargetColumns columns = targeted;
    if (columns == null || !columns.areOf(target, table, selected)) {
      columns = new TargetColumns(target, table, selected);
      targeted = columns;
    }
    columns.read(row, before);
  }

  @Override
  public final boolean getBoolean(BooleanColumn column) {
    return row.word(generation, value(column)) != 0;
  }

  @Override
  public final int getInt(IntColumn column) {
    return row.narrow(generation, column, value(column));
  }

  @Override
  public final long getLong(LongColumn column) {
    return row.word(generation, value(column));
  }

  @Override
  public final float getFloat(FloatColumn column) {
    return row.single(generation, column, value(column));
  }

  @Override
  public final double getDouble(DoubleColumn column) {
    return row.real(generation, value(column));
  }

  @Override
  public final BigDecimal getDecimal(DecimalColumn column) {
    return row.decimal(generation, column, value(column));
  }

  @Override
  public final long getUnscaled(DecimalColumn column) {
    return row.unscaled(generation, column, value(column));
  }

  @Override
  public final String getString(StringColumn column) {
    return row.string(generation, value(column));
  }

  @Override
  public final byte[] getBytes(BytesColumn column) {
    return row.bytes(generation, value(column));
  }

  @Override
  public final long getUuidHigh(UuidColumn column) {
    return row.uuidHigh(generation, value(column));
  }

  @Override
  public final long getUuidLow(UuidColumn column) {
    return row.uuidLow(generation, value(column));
  }

  @Override
  public final int getEpochDay(DateColumn column) {
    return row.narrow(generation, column, value(column));
  }

  @Override
  public final long getMicroOfDay(TimeColumn column) {
    return row.word(generation, value(column));
  }

  @Override
  public final long getEpochMicros(TimestampColumn column) {
    return row.word(generation, value(column));
  }

  @Override
  public final ByteView view(StringColumn column) {
    return viewOf(generation, value(column));
  }

  @Override
  public final ByteView view(BytesColumn column) {
    return viewOf(generation, value(column));
  }

  private ByteView viewOf(long before, int ordinal) {
    ColumnView[] all = views;
    if (ordinal >= all.length) {
      throw movedByOther(null);
    }
    ColumnView view = all[ordinal];
    if (view == null) {
      view = new ColumnView(this);
      all[ordinal] = view;
    }
    view.wrap(
        row.bytesBuffer(before, ordinal),
        row.bytesOffset(before, ordinal),
        row.bytesLength(before, ordinal));
    return view;
  }

  @Override
  public final Object get(Column column) {
    long before = generation;
    int ordinal = ordinal(column);
    return row.isNull(before, ordinal) ? null : row.object(before, column, ordinal);
  }

  private void requireRow() {
    if (!positioned) {
      throw new IllegalUseException("The reader stands on no row.");
    }
    requirePosition();
  }

  @Override
  public final long version() {
    long before = generation;
    requireRow();
    if (source.index() != null) {
      throw new IllegalUseException(
          "A covering index does not tell the version of the row.",
          "table",
          source.table().name(),
          "index",
          source.index().name());
    }
    return row.stamp(before);
  }

  @Override
  public final Row copy() {
    if (!positioned) {
      throw new IllegalUseException("The reader stands on no row.");
    }
    return RowCopy.of(this, source, selected);
  }

  /**
   * Whether another thread has moved the window since a generation, or is about to. For failures:
   * without the fence the compiler may answer from what it read before the failure.
   */
  final boolean moved(long before) {
    VarHandle.loadLoadFence();
    return !positioned || generation != before;
  }

  /** What a getter fails with whose row another thread has left meanwhile. */
  static IllegalUseException movedByOther(RuntimeException failure) {
    return new IllegalUseException(failure, "The reader was moved by another thread.");
  }

  /** An INT or FLOAT column cannot hold it: the column was widened after the handle was made. */
  static IllegalUseException tooWide(Column column, Object value) {
    return new IllegalUseException(
        "The handle is older than the widening of its column, and the value does not fit it;"
            + " take the handle anew.",
        "column",
        column,
        "value",
        value);
  }
}
