package io.ashlar.rows.read;

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
import io.ashlar.rows.entry.AssignmentsBase;
import io.ashlar.rows.row.RowWindow;
import io.ashlar.rows.session.TableState;
import java.math.BigDecimal;

/** Joins the two faces of a get: takes the columns of a key, shows those of a row. */
abstract class KeyedReader<S> extends AssignmentsBase<S> implements RowReader {

  private final RowWindow window = new RowWindow();

  KeyedReader(TableState table) {
    super(table);
  }

  @Override
  protected final boolean comparesByValue() {
    return true;
  }

  final RowWindow window() {
    return window;
  }

  @Override
  public final boolean isNull(Column column) {
    return window.isNull(column);
  }

  @Override
  public final void readInto(RowTarget target) {
    window.readInto(target);
  }

  @Override
  public final boolean getBoolean(BooleanColumn column) {
    return window.getBoolean(column);
  }

  @Override
  public final int getInt(IntColumn column) {
    return window.getInt(column);
  }

  @Override
  public final long getLong(LongColumn column) {
    return window.getLong(column);
  }

  @Override
  public final float getFloat(FloatColumn column) {
    return window.getFloat(column);
  }

  @Override
  public final double getDouble(DoubleColumn column) {
    return window.getDouble(column);
  }

  @Override
  public final BigDecimal getDecimal(DecimalColumn column) {
    return window.getDecimal(column);
  }

  @Override
  public final long getUnscaled(DecimalColumn column) {
    return window.getUnscaled(column);
  }

  @Override
  public final String getString(StringColumn column) {
    return window.getString(column);
  }

  @Override
  public final byte[] getBytes(BytesColumn column) {
    return window.getBytes(column);
  }

  @Override
  public final long getUuidHigh(UuidColumn column) {
    return window.getUuidHigh(column);
  }

  @Override
  public final long getUuidLow(UuidColumn column) {
    return window.getUuidLow(column);
  }

  @Override
  public final int getEpochDay(DateColumn column) {
    return window.getEpochDay(column);
  }

  @Override
  public final long getMicroOfDay(TimeColumn column) {
    return window.getMicroOfDay(column);
  }

  @Override
  public final long getEpochMicros(TimestampColumn column) {
    return window.getEpochMicros(column);
  }

  @Override
  public final ByteView view(StringColumn column) {
    return window.view(column);
  }

  @Override
  public final ByteView view(BytesColumn column) {
    return window.view(column);
  }

  @Override
  public final Object get(Column column) {
    return window.get(column);
  }

  @Override
  public final long version() {
    return window.version();
  }

  @Override
  public final Row copy() {
    return window.copy();
  }
}
