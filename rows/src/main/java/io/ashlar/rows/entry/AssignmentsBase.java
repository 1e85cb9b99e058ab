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
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Takes values for the columns of one table into an {@link Assigned}. Checks all that can be known
 * before the row is: the table, the type, the digits. Whether null is allowed is judged when the
 * statement runs. Not thread-safe; allocates only where {@link Assignments} says so.
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
   * Finds a column in the table of the statement.
   *
   * @param column the handle
   * @return the ordinal
   * @throws SchemaException when it belongs to another table
   */
  protected final int ordinal(Column column) {
    TableDefinition definition = table.definition();
    assigned.adopt(definition);
    return Columns.assignable(definition, column);
  }

  @Override
  public final S set(BooleanColumn column, boolean value) {
    assigned.setLong(ordinal(column), value ? 1 : 0);
    return self();
  }

  @Override
  public final S set(IntColumn column, int value) {
    assigned.setLong(ordinal(column), value);
    return self();
  }

  @Override
  public final S set(LongColumn column, long value) {
    assigned.setLong(ordinal(column), value);
    return self();
  }

  @Override
  public final S set(FloatColumn column, float value) {
    assigned.setDouble(ordinal(column), value);
    return self();
  }

  @Override
  public final S set(DoubleColumn column, double value) {
    assigned.setDouble(ordinal(column), value);
    return self();
  }

  @Override
  public final S set(DecimalColumn column, BigDecimal value) {
    if (value == null) {
      return setNull(column);
    }
    int ordinal = ordinal(column);
    return setDecimal(column, ordinal, table.definition().columns().get(ordinal).type(), value);
  }

  @Override
  public final S set(StringColumn column, CharSequence value) {
    if (value == null) {
      return setNull(column);
    }
    return setBytes(column, ordinal(column), value);
  }

  /** Of a text that is none; found out by its encoding, as another look before would cost each. */
  private S refused(Column column, ConstraintException reason) {
    if (comparesByValue()) {
      return setNull(column);
    }
    throw Values.refused(reason, column);
  }

  @Override
  public final S set(StringColumn column, DirectBuffer value, int offset, int length) {
    Values.checkSpan(column, value, offset, length);
    try {
      Utf8.requireValid(value, offset, length);
    } catch (ConstraintException e) {
      return refused(column, e);
    }
    assigned.setBytes(ordinal(column), value, offset, length);
    return self();
  }

  @Override
  public final S set(BytesColumn column, DirectBuffer value, int offset, int length) {
    Values.checkSpan(column, value, offset, length);
    assigned.setBytes(ordinal(column), value, offset, length);
    return self();
  }

  @Override
  public final S set(UuidColumn column, long high, long low) {
    assigned.setUuid(ordinal(column), high, low);
    return self();
  }

  @Override
  public final S setEpochDay(DateColumn column, int epochDay) {
    assigned.setLong(ordinal(column), epochDay);
    return self();
  }

  @Override
  public final S setMicroOfDay(TimeColumn column, long microOfDay) {
    int ordinal = ordinal(column);
    if (comparesByValue() && !Values.isMicroOfDay(microOfDay)) {
      return setNull(column);
    }
    Values.checkMicroOfDay(column, microOfDay);
    assigned.setLong(ordinal, microOfDay);
    return self();
  }

  @Override
  public final S setEpochMicros(TimestampColumn column, long epochMicros) {
    assigned.setLong(ordinal(column), epochMicros);
    return self();
  }

  @Override
  public final S setNull(Column column) {
    assigned.setNull(ordinal(column));
    return self();
  }

  @Override
  public final S setValue(Column column, Object value) {
    if (value == null) {
      return setNull(column);
    }
    int ordinal = ordinal(column);
    ColumnType declared = table.definition().columns().get(ordinal).type();
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
      case WORD -> {
        if (comparesByValue() && !Values.isWord(type, value)) {
          return setNull(column);
        }
        assigned.setLong(ordinal, Values.word(column, type, value));
      }
      case REAL -> assigned.setDouble(ordinal, ((Number) value).doubleValue());
      case DECIMAL -> {
        return setDecimal(column, ordinal, declared, decimal(value));
      }
      case BYTES -> {
        return setBytes(column, ordinal, value);
      }
      case UUID -> {
        UUID uuid = (UUID) value;
        assigned.setUuid(ordinal, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
    }
    return self();
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof BigInteger whole
        ? new BigDecimal(whole)
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private S setDecimal(Column column, int ordinal, ColumnType type, BigDecimal value) {
    if (comparesByValue() && !Values.hasDigits(type, value)) {
      return setNull(column);
    }
    Values.checkDigits(column, type, value);
    assigned.setDecimal(ordinal, value);
    return self();
  }

  private S setBytes(Column column, int ordinal, Object value) {
    if (value instanceof byte[] bytes) {
      assigned.setBytes(ordinal, bytes);
      return self();
    }
    try {
      assigned.setText(ordinal, (CharSequence) value);
    } catch (ConstraintException e) {
      return refused(column, e);
    }
    return self();
  }
}
