package io.ashlar.rows.row;

import io.ashlar.codec.valuetype.ValueType;
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
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
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
    TableDefinition table = source.table();
    int ordinal = Columns.ordinalIn(table, column);
    if (ordinal < 0) {
      throw table.refused(column);
    }
    if (selected != null && !selected.get(ordinal)) {
      throw new IllegalUseException("The column was not selected.", "column", column);
    }
    return ordinal;
  }

  private int value(Column column) {
    int ordinal = ordinal(column);
    if (row.isNull(ordinal)) {
      // Of a row that is gone nothing is known, nulls included.
      requirePosition();
      throw new IllegalUseException("The column is null in this row.", "column", column);
    }
    return ordinal;
  }

  @Override
  public final boolean isNull(Column column) {
    return row.isNull(ordinal(column));
  }

  @Override
  public final boolean getBoolean(BooleanColumn column) {
    return row.word(value(column)) != 0;
  }

  @Override
  public final int getInt(IntColumn column) {
    return row.narrow(column, value(column));
  }

  @Override
  public final long getLong(LongColumn column) {
    return row.word(value(column));
  }

  @Override
  public final float getFloat(FloatColumn column) {
    double value = row.real(value(column));
    if (Double.compare((float) value, value) != 0) {
      throw tooWide(column, value);
    }
    return (float) value;
  }

  @Override
  public final double getDouble(DoubleColumn column) {
    return row.real(value(column));
  }

  @Override
  public final BigDecimal getDecimal(DecimalColumn column) {
    return row.decimal(column, value(column));
  }

  @Override
  public final String getString(StringColumn column) {
    return row.string(value(column));
  }

  @Override
  public final byte[] getBytes(BytesColumn column) {
    return row.bytes(value(column));
  }

  @Override
  public final long getUuidHigh(UuidColumn column) {
    return row.uuidHigh(value(column));
  }

  @Override
  public final long getUuidLow(UuidColumn column) {
    return row.uuidLow(value(column));
  }

  @Override
  public final int getEpochDay(DateColumn column) {
    return row.narrow(column, value(column));
  }

  @Override
  public final long getMicroOfDay(TimeColumn column) {
    return row.word(value(column));
  }

  @Override
  public final long getEpochMicros(TimestampColumn column) {
    return row.word(value(column));
  }

  @Override
  public final ByteView view(StringColumn column) {
    return viewOf(value(column));
  }

  @Override
  public final ByteView view(BytesColumn column) {
    return viewOf(value(column));
  }

  private ByteView viewOf(int ordinal) {
    ColumnView view = views[ordinal];
    if (view == null) {
      view = new ColumnView(this);
      views[ordinal] = view;
    }
    view.wrap(row.bytesBuffer(ordinal), row.bytesOffset(ordinal), row.bytesLength(ordinal));
    return view;
  }

  @Override
  public final Object get(Column column) {
    if (isNull(column)) {
      return null;
    }
    int ordinal = ordinal(column);
    ColumnType now = source.table().columns().get(ordinal).type();
    ValueKind asked = column.type().kind();
    return row.object(column, ValueType.of(asked.widens(now.kind()) ? asked : now.kind()), ordinal);
  }

  @Override
  public final long version() {
    if (!positioned) {
      throw new IllegalUseException("The reader stands on no row.");
    }
    requirePosition();
    if (source.index() != null) {
      throw new IllegalUseException(
          "A covering index does not tell the version of the row.",
          "table",
          source.table().name(),
          "index",
          source.index().name());
    }
    return row.stamp();
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
