package io.ashlar.fuzz.run;

import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.schema.Kind;
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
import io.ashlar.row.Bindings;
import io.ashlar.row.RowReader;
import io.ashlar.schema.ColumnSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/** Values on their way into the database and out of it. */
final class Cells {

  private Cells() {}

  /** The Java object that a column takes for a value. */
  static Object javaValue(Kind kind, Object value) {
    if (value instanceof Bytes bytes) {
      return bytes.array();
    }
    if (value instanceof Long number && kind == Kind.INT) {
      return number.intValue();
    }
    return value instanceof Double number && kind == Kind.FLOAT
        ? (Object) number.floatValue()
        : value;
  }

  /** The constant that a column is compared with: of a wider type where it needs one. */
  static Object constant(Kind kind, Object value) {
    if (value instanceof Long number && kind == Kind.INT) {
      boolean fits = number.intValue() == number;
      return fits && number % 2 == 0 ? (Object) number.intValue() : value;
    }
    if (value instanceof Double number && kind == Kind.FLOAT) {
      return Double.compare(number.floatValue(), number) == 0
          ? (Object) number.floatValue()
          : value;
    }
    return javaValue(kind, value);
  }

  static void set(Assignments<?> statement, Column column, Object value) {
    if (value == null) {
      discard(statement.setNull(column));
    } else if (column instanceof BooleanColumn c) {
      discard(statement.set(c, (boolean) value));
    } else if (column instanceof IntColumn c) {
      discard(statement.set(c, ((Long) value).intValue()));
    } else if (column instanceof LongColumn c) {
      discard(statement.set(c, (long) (Long) value));
    } else if (column instanceof FloatColumn c) {
      discard(statement.set(c, ((Double) value).floatValue()));
    } else if (column instanceof DoubleColumn c) {
      discard(statement.set(c, (double) (Double) value));
    } else if (column instanceof DecimalColumn c) {
      discard(statement.set(c, (BigDecimal) value));
    } else if (column instanceof StringColumn c) {
      discard(statement.set(c, (String) value));
    } else if (column instanceof BytesColumn c) {
      discard(statement.set(c, ((Bytes) value).array()));
    } else if (column instanceof UuidColumn c) {
      discard(statement.set(c, (UUID) value));
    } else {
      setTime(statement, column, value);
    }
  }

  private static void setTime(Assignments<?> statement, Column column, Object value) {
    if (column instanceof DateColumn c) {
      discard(statement.set(c, (LocalDate) value));
    } else if (column instanceof TimeColumn c) {
      discard(statement.set(c, (LocalTime) value));
    } else {
      discard(statement.set((TimestampColumn) column, (Instant) value));
    }
  }

  static void bind(Bindings<?> statement, int parameter, Object value) {
    if (value == null) {
      discard(statement.bindNull(parameter));
    } else if (value instanceof Boolean v) {
      discard(statement.bind(parameter, (boolean) v));
    } else if (value instanceof Long v) {
      discard(statement.bind(parameter, (long) v));
    } else if (value instanceof Double v) {
      discard(statement.bind(parameter, (double) v));
    } else if (value instanceof BigDecimal v) {
      discard(statement.bind(parameter, v));
    } else if (value instanceof String v) {
      discard(statement.bind(parameter, v));
    } else if (value instanceof Bytes v) {
      discard(statement.bind(parameter, v.array()));
    } else if (value instanceof UUID v) {
      discard(statement.bind(parameter, v));
    } else if (value instanceof LocalDate v) {
      discard(statement.bind(parameter, v));
    } else if (value instanceof LocalTime v) {
      discard(statement.bind(parameter, v));
    } else {
      discard(statement.bind(parameter, (Instant) value));
    }
  }

  private static void discard(Object statement) {
    assert statement != null : "statements return themselves";
  }

  /**
   * A value by a handle that may be older than the widening of its column: where the value does not
   * fit it, by one that is not.
   */
  static Object read(RowReader row, Column column, Table table) {
    try {
      return read(row, column);
    } catch (IllegalUseException e) {
      for (ColumnSchema each : table.schema().columns()) {
        Column now = table.column(each.name());
        if (now.columnId() == column.columnId() && now.getClass() != column.getClass()) {
          return read(row, now);
        }
      }
      throw e;
    }
  }

  /** A value as the getter of its type gives it. */
  static Object read(RowReader row, Column column) {
    if (row.isNull(column)) {
      return null;
    }
    if (column instanceof BooleanColumn c) {
      return row.getBoolean(c);
    }
    if (column instanceof IntColumn c) {
      return (long) row.getInt(c);
    }
    if (column instanceof LongColumn c) {
      return row.getLong(c);
    }
    if (column instanceof FloatColumn c) {
      return real(row.getFloat(c));
    }
    if (column instanceof DoubleColumn c) {
      return real(row.getDouble(c));
    }
    if (column instanceof DecimalColumn c) {
      return Values.canonical(row.getDecimal(c));
    }
    if (column instanceof StringColumn c) {
      return row.getString(c);
    }
    if (column instanceof BytesColumn c) {
      return Bytes.of(row.getBytes(c));
    }
    if (column instanceof UuidColumn c) {
      return row.getUuid(c);
    }
    if (column instanceof DateColumn c) {
      return row.getDate(c);
    }
    return column instanceof TimeColumn c
        ? row.getTime(c)
        : row.getTimestamp((TimestampColumn) column);
  }

  /** A negative zero stays one here: no column may show it. */
  private static Object real(double value) {
    return value;
  }

  /** A value as the getter of any type gives it, in the declared form. */
  static Object readAny(RowReader row, Column column) {
    Object value = row.get(column);
    if (value instanceof Integer number && column instanceof IntColumn) {
      return number.longValue();
    }
    if (value instanceof Float number && column instanceof FloatColumn) {
      return number.doubleValue();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.scale() == column.type().scale()
          ? Values.canonical(decimal)
          : "scale " + decimal.scale();
    }
    return value instanceof byte[] bytes ? Bytes.of(bytes) : value;
  }
}
