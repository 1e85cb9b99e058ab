package io.ashlar.rows.entry;

import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
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
import io.ashlar.row.Assignments;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.row.Columns;
import io.ashlar.rows.session.TableState;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Takes values for the columns of one table into an {@link Assigned}. Checks all that can be known
 * before the row is: the table, the type, the digits. Whether null is allowed is judged when the
 * statement runs. Each setter is inside of the statement from the look-up of its column to its end;
 * one that comes while another thread is inside is refused. Allocates only where {@link
 * Assignments} says so.
 *
 * @param <S> the statement itself
 */
public abstract class AssignmentsBase<S> implements Assignments<S> {

  private final TableState table;
  private final Assigned assigned;

  /**
   * For one statement.
   *
   * @param table the table
   */
  protected AssignmentsBase(TableState table) {
    this.table = table;
    this.assigned = new Assigned(table.definition().columns());
  }

  /**
   * The statement.
   *
   * @return this
   */
  protected abstract S self();

  @Override
  public final S limitedBy(StatementLimits limits) {
    assigned.user().limit(limits);
    return self();
  }

  /**
   * Whether values are compared with those of rows rather than written to them. One that the column
   * cannot hold is then equal to none, as null is, and set as null.
   *
   * @return true for keys that are looked up
   */
  protected boolean comparesByValue() {
    return false;
  }

  /**
   * The table.
   *
   * @return the table of the statement
   */
  protected final TableState table() {
    return table;
  }

  /**
   * What has been set.
   *
   * @return the values, owned by the statement
   */
  protected final Assigned assigned() {
    return assigned;
  }

  /**
   * Finds a column in the table of the statement, whose newest definition ordinals mean from here
   * on. By who is inside, and stays so until the ordinal has been used: another thread that meets
   * another definition would give it another meaning.
   *
   * @param column the handle
   * @return the ordinal
   * @throws SchemaException when it belongs to another table
   */
  protected final int ordinal(Column column) {
    return ordinal(table.definition(), column);
  }

  /**
   * As {@link #ordinal(Column)} by a definition that the caller goes on with.
   *
   * @param definition the newest definition as the caller found it
   * @param column the handle
   * @return the ordinal
   * @throws SchemaException when it belongs to another table
   */
  protected final int ordinal(TableDefinition definition, Column column) {
    assigned.adopt(definition);
    return Columns.assignable(definition, column);
  }

  private S setWord(Column column, long value) {
    assigned.user().enterToSet();
    try {
      assigned.putLong(ordinal(column), value);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  private S setReal(Column column, double value) {
    return setWord(column, Double.doubleToLongBits(value));
  }

  @Override
  public final S set(BooleanColumn column, boolean value) {
    return setWord(column, value ? 1 : 0);
  }

  @Override
  public final S set(IntColumn column, int value) {
    return setWord(column, value);
  }

  @Override
  public final S set(LongColumn column, long value) {
    return setWord(column, value);
  }

  @Override
  public final S set(FloatColumn column, float value) {
    return setReal(column, value);
  }

  @Override
  public final S set(DoubleColumn column, double value) {
    return setReal(column, value);
  }

  @Override
  public final S set(DecimalColumn column, BigDecimal value) {
    if (value == null) {
      return setNull(column);
    }
    assigned.user().enterToSet();
    try {
      int ordinal = ordinal(column);
      putDecimal(column, ordinal, assigned.type(ordinal), value);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S set(StringColumn column, CharSequence value) {
    if (value == null) {
      return setNull(column);
    }
    assigned.user().enterToSet();
    try {
      putBytes(column, ordinal(column), value);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S set(StringColumn column, DirectBuffer value, int offset, int length) {
    Values.checkSpan(column, value, offset, length);
    assigned.user().enterToSet();
    try {
      putText(column, value, offset, length);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  private void putText(StringColumn column, DirectBuffer value, int offset, int length) {
    int ordinal = ordinal(column);
    try {
      Utf8.requireValid(value, offset, length);
    } catch (ConstraintException e) {
      putRefused(column, ordinal, e);
      return;
    }
    assigned.putBytes(ordinal, value, offset, length);
  }

  /** Of a text that is none; found out by its encoding, as another look before would cost each. */
  private void putRefused(Column column, int ordinal, ConstraintException reason) {
    if (!comparesByValue()) {
      throw Values.refused(reason, column);
    }
    assigned.putNull(ordinal);
  }

  @Override
  public final S set(BytesColumn column, DirectBuffer value, int offset, int length) {
    Values.checkSpan(column, value, offset, length);
    assigned.user().enterToSet();
    try {
      assigned.putBytes(ordinal(column), value, offset, length);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S set(UuidColumn column, long high, long low) {
    assigned.user().enterToSet();
    try {
      assigned.putUuid(ordinal(column), high, low);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S setEpochDay(DateColumn column, int epochDay) {
    return setWord(column, epochDay);
  }

  @Override
  public final S setMicroOfDay(TimeColumn column, long microOfDay) {
    assigned.user().enterToSet();
    try {
      int ordinal = ordinal(column);
      if (comparesByValue() && !Values.isMicroOfDay(microOfDay)) {
        assigned.putNull(ordinal);
      } else {
        Values.checkMicroOfDay(column, microOfDay);
        assigned.putLong(ordinal, microOfDay);
      }
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S setEpochMicros(TimestampColumn column, long epochMicros) {
    return setWord(column, epochMicros);
  }

  @Override
  public final S setNull(Column column) {
    assigned.user().enterToSet();
    try {
      assigned.putNull(ordinal(column));
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  @Override
  public final S setValue(Column column, Object value) {
    if (value == null) {
      return setNull(column);
    }
    assigned.user().enterToSet();
    try {
      put(column, ordinal(column), value);
    } finally {
      assigned.user().leave();
    }
    return self();
  }

  private void put(Column column, int ordinal, Object value) {
    ColumnType declared = assigned.type(ordinal);
    ValueType type = ValueType.of(declared.kind());
    if (!type.takes(value)) {
      throw new SchemaException(
          "The value has another type than the column.",
          "table",
          column.table(),
          "column",
          column.name(),
          "type",
          column.type(),
          "valueType",
          value.getClass().getSimpleName());
    }
    switch (type.form()) {
      case WORD -> putWord(column, ordinal, type, value);
      case REAL -> assigned.putDouble(ordinal, ((Number) value).doubleValue());
      case DECIMAL -> putDecimal(column, ordinal, declared, decimal(value));
      case BYTES -> putBytes(column, ordinal, value);
      case UUID -> {
        UUID uuid = (UUID) value;
        assigned.putUuid(ordinal, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
    }
  }

  private void putWord(Column column, int ordinal, ValueType type, Object value) {
    if (comparesByValue() && !Values.isWord(type, value)) {
      assigned.putNull(ordinal);
    } else {
      assigned.putLong(ordinal, Values.word(column, type, value));
    }
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof BigInteger whole
        ? new BigDecimal(whole)
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private void putDecimal(Column column, int ordinal, ColumnType type, BigDecimal value) {
    if (comparesByValue() && !Values.hasDigits(type, value)) {
      assigned.putNull(ordinal);
      return;
    }
    Values.checkDigits(column, type, value);
    assigned.putDecimal(ordinal, value);
  }

  private void putBytes(Column column, int ordinal, Object value) {
    if (value instanceof byte[] bytes) {
      assigned.putBytes(ordinal, bytes);
      return;
    }
    try {
      assigned.putText(ordinal, (CharSequence) value);
    } catch (ConstraintException e) {
      putRefused(column, ordinal, e);
    }
  }
}
