package io.ashlar.rows.row;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Timestamps;
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
import io.ashlar.row.RowTarget;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The selected columns of one row as objects. Immutable. */
final class RowCopy implements Row {

  /** What {@link #version} holds for a row that has none to tell. */
  private static final long NO_VERSION = -1;

  private final TableDefinition table;
  private final BitSet selected;
  private final Object[] values;
  private final long version;

  private RowCopy(TableDefinition table, BitSet selected, Object[] values, long version) {
    this.table = table;
    this.selected = selected;
    this.values = values;
    this.version = version;
  }

  static RowCopy of(RowWindow window, RowSource source, BitSet selected) {
    TableDefinition table = source.table();
    Object[] values = new Object[table.columns().size()];
    for (int ordinal = 0; ordinal < values.length; ordinal++) {
      if (selected == null || selected.get(ordinal)) {
        values[ordinal] = window.get(Columns.handle(table, ordinal));
      }
    }
    long version = source.index() == null ? window.version() : NO_VERSION;
    return new RowCopy(table, selected, values, version);
  }

  private Object valueOrNull(Column column) {
    int ordinal = Columns.ordinalIn(table, column);
    if (ordinal < 0) {
      throw table.refused(column);
    }
    if (selected != null && !selected.get(ordinal)) {
      throw new IllegalUseException("The column was not selected.", "column", column);
    }
    return values[ordinal];
  }

  private Object value(Column column) {
    Object value = valueOrNull(column);
    if (value == null) {
      throw new IllegalUseException("The column is null in this row.", "column", column);
    }
    return value;
  }

  @Override
  public boolean isNull(Column column) {
    return valueOrNull(column) == null;
  }

  @Override
  public void readInto(RowTarget target) {
    List<Column> columns = Arguments.given(target, "target").columns();
    for (int i = 0; i < columns.size(); i++) {
      if (isNull(columns.get(i))) {
        target.putNull(i);
      } else {
        put(target, i, columns.get(i));
      }
    }
  }

  private void put(RowTarget target, int number, Column column) {
    if (column instanceof BooleanColumn c) {
      target.putWord(number, getBoolean(c) ? 1 : 0);
    } else if (column instanceof IntColumn c) {
      target.putWord(number, getInt(c));
    } else if (column instanceof LongColumn c) {
      target.putWord(number, getLong(c));
    } else if (column instanceof DateColumn c) {
      target.putWord(number, getEpochDay(c));
    } else if (column instanceof TimeColumn c) {
      target.putWord(number, getMicroOfDay(c));
    } else if (column instanceof TimestampColumn c) {
      target.putWord(number, getEpochMicros(c));
    } else if (column instanceof FloatColumn c) {
      target.putReal(number, getFloat(c));
    } else if (column instanceof DoubleColumn c) {
      target.putReal(number, getDouble(c));
    } else if (column instanceof UuidColumn c) {
      target.putUuid(number, getUuidHigh(c), getUuidLow(c));
    } else if (column instanceof DecimalColumn c) {
      putDecimal(target, number, c);
    } else {
      ByteView bytes = column instanceof StringColumn c ? view(c) : view((BytesColumn) column);
      target.putBytes(number, bytes.buffer(), bytes.offset(), bytes.length());
    }
  }

  private void putDecimal(RowTarget target, int number, DecimalColumn column) {
    if (RowTarget.isWord(column.type())) {
      target.putWord(number, getUnscaled(column));
    } else {
      target.putDecimal(number, getDecimal(column));
    }
  }

  @Override
  public boolean getBoolean(BooleanColumn column) {
    return (Boolean) value(column);
  }

  @Override
  public int getInt(IntColumn column) {
    long value = ((Number) value(column)).longValue();
    if (value != (int) value) {
      throw RowWindow.tooWide(column, value);
    }
    return (int) value;
  }

  @Override
  public long getLong(LongColumn column) {
    return ((Number) value(column)).longValue();
  }

  @Override
  public float getFloat(FloatColumn column) {
    double value = ((Number) value(column)).doubleValue();
    if (Double.compare((float) value, value) != 0) {
      throw RowWindow.tooWide(column, value);
    }
    return (float) value;
  }

  @Override
  public double getDouble(DoubleColumn column) {
    return ((Number) value(column)).doubleValue();
  }

  @Override
  public BigDecimal getDecimal(DecimalColumn column) {
    return (BigDecimal) value(column);
  }

  @Override
  public String getString(StringColumn column) {
    return (String) value(column);
  }

  @Override
  public byte[] getBytes(BytesColumn column) {
    return ((byte[]) value(column)).clone();
  }

  @Override
  public long getUuidHigh(UuidColumn column) {
    return ((UUID) value(column)).getMostSignificantBits();
  }

  @Override
  public long getUuidLow(UuidColumn column) {
    return ((UUID) value(column)).getLeastSignificantBits();
  }

  @Override
  public int getEpochDay(DateColumn column) {
    return (int) ((LocalDate) value(column)).toEpochDay();
  }

  @Override
  public long getMicroOfDay(TimeColumn column) {
    return ((LocalTime) value(column)).getLong(ChronoField.MICRO_OF_DAY);
  }

  @Override
  public long getEpochMicros(TimestampColumn column) {
    return Timestamps.toMicros((Instant) value(column));
  }

  /** A copy never moves, so its views never expire. */
  @Override
  public ByteView view(StringColumn column) {
    return viewOf(getString(column).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ByteView view(BytesColumn column) {
    return viewOf(getBytes(column));
  }

  private static ByteView viewOf(byte[] bytes) {
    ColumnView view = new ColumnView(new RowWindow());
    view.wrap(Flyweights.wrap(bytes), 0, bytes.length);
    return view;
  }

  @Override
  public Object get(Column column) {
    Object value = valueOrNull(column);
    if (value instanceof Integer && column instanceof LongColumn c) {
      return getLong(c);
    } else if (value instanceof Float && column instanceof DoubleColumn c) {
      return getDouble(c);
    }
    return value instanceof byte[] bytes ? bytes.clone() : value;
  }

  @Override
  public long version() {
    if (version == NO_VERSION) {
      throw new IllegalUseException(
          "A covering index does not tell the version of the row.", "table", table.name());
    }
    return version;
  }

  @Override
  public Row copy() {
    return this;
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int ordinal = 0; ordinal < values.length; ordinal++) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (!column.hidden() && (selected == null || selected.get(ordinal))) {
        Object value = values[ordinal];
        map.put(column.name(), value instanceof byte[] bytes ? bytes.clone() : value);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
