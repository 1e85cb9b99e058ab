package io.ashlar.rows.entry;

import static io.ashlar.type.ValueKind.DOUBLE;
import static io.ashlar.type.ValueKind.LONG;

import io.ashlar.codec.value.Utf8;
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
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
    ColumnType type = table.definition().columns().get(ordinal).type();
    if (comparesByValue() && !Values.hasDigits(type, value)) {
      return setNull(column);
    }
    Values.checkDigits(column, type, value);
    assigned.setDecimal(ordinal, value);
    return self();
  }

  @Override
  public final S set(StringColumn column, CharSequence value) {
    if (value == null) {
      return setNull(column);
    }
    try {
      assigned.setText(ordinal(column), value);
    } catch (ConstraintException e) {
      return refused(column, e);
    }
    return self();
  }

  /** Of a text that is none; found out by its encoding, as another look before would cost each. */
  private S refused(StringColumn column, ConstraintException reason) {
    if (comparesByValue()) {
      return setNull(column);
    }
    throw Values.refused(reason, column);
  }

  @Override
  public final S set(BytesColumn column, byte[] value) {
    if (value == null) {
      return setNull(column);
    }
    assigned.setBytes(ordinal(column), value);
    return self();
  }

  @Override
  public final S set(UuidColumn column, UUID value) {
    if (value == null) {
      return setNull(column);
    }
    return set(column, value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  @Override
  public final S set(DateColumn column, LocalDate value) {
    if (value == null) {
      return setNull(column);
    }
    int ordinal = ordinal(column);
    if (comparesByValue() && !Values.isDay(value)) {
      return setNull(column);
    }
    assigned.setLong(ordinal, Values.epochDay(column, value));
    return self();
  }

  @Override
  public final S set(TimeColumn column, LocalTime value) {
    if (value == null) {
      return setNull(column);
    }
    int ordinal = ordinal(column);
    if (comparesByValue() && !Values.isMicro(value)) {
      return setNull(column);
    }
    assigned.setLong(ordinal, Values.microOfDay(value));
    return self();
  }

  @Override
  public final S set(TimestampColumn column, Instant value) {
    if (value == null) {
      return setNull(column);
    }
    int ordinal = ordinal(column);
    if (comparesByValue() && !Values.isMicro(value)) {
      return setNull(column);
    }
    assigned.setLong(ordinal, Values.epochMicros(column, value));
    return self();
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
    if (column instanceof BooleanColumn c && value instanceof Boolean v) {
      return set(c, v);
    } else if (column instanceof IntColumn c && value instanceof Integer v) {
      return set(c, v);
    } else if (column instanceof LongColumn c && value instanceof Long v) {
      return set(c, v);
    } else if (column instanceof LongColumn c && value instanceof Integer v) {
      return set(c, v.longValue());
    } else if (column instanceof FloatColumn c && value instanceof Float v) {
      return set(c, v);
    } else if (column instanceof DoubleColumn c && value instanceof Double v) {
      return set(c, v);
    } else if (column instanceof DoubleColumn c && value instanceof Float v) {
      return set(c, v.doubleValue());
    } else if (column instanceof IntColumn && value instanceof Long v && isNow(column, LONG)) {
      assigned.setLong(ordinal(column), v);
      return self();
    } else if (column instanceof FloatColumn
        && value instanceof Double v
        && isNow(column, DOUBLE)) {
      assigned.setDouble(ordinal(column), v);
      return self();
    }
    return setObject(column, value);
  }

  /** Whether a column is of another kind by now than its handle says. */
  private boolean isNow(Column column, ValueKind kind) {
    return table.definition().columns().get(ordinal(column)).type().kind() == kind;
  }

  private S setObject(Column column, Object value) {
    if (column instanceof DecimalColumn c && value instanceof BigDecimal v) {
      return set(c, v);
    } else if (column instanceof DecimalColumn c && value instanceof BigInteger v) {
      return set(c, new BigDecimal(v));
    } else if (column instanceof DecimalColumn c
        && (value instanceof Integer || value instanceof Long)) {
      return set(c, BigDecimal.valueOf(((Number) value).longValue()));
    } else if (column instanceof StringColumn c && value instanceof CharSequence v) {
      return set(c, v);
    } else if (column instanceof BytesColumn c && value instanceof byte[] v) {
      return set(c, v);
    } else if (column instanceof UuidColumn c && value instanceof UUID v) {
      return set(c, v);
    } else if (column instanceof DateColumn c && value instanceof LocalDate v) {
      return set(c, v);
    } else if (column instanceof TimeColumn c && value instanceof LocalTime v) {
      return set(c, v);
    } else if (column instanceof TimestampColumn c && value instanceof Instant v) {
      return set(c, v);
    }
    int known = ordinal(column);
    assert known >= 0 : "a column of another table, or none, was refused";
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
}
