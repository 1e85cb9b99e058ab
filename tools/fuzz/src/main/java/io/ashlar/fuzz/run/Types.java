package io.ashlar.fuzz.run;

import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.Type;
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
import io.ashlar.type.ColumnType;

/** Types of columns as the database takes them. */
final class Types {

  private Types() {}

  static ColumnType of(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case INT -> ColumnType.INT;
      case LONG -> ColumnType.LONG;
      case FLOAT -> ColumnType.FLOAT;
      case DOUBLE -> ColumnType.DOUBLE;
      case DECIMAL -> ColumnType.decimal(type.precision(), type.scale());
      case STRING -> ColumnType.STRING;
      case BYTES -> ColumnType.BYTES;
      case UUID -> ColumnType.UUID;
      case DATE -> ColumnType.DATE;
      case TIME -> ColumnType.TIME;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
    };
  }

  /** The kind of a handle, which stays that of its table at the time when it was made. */
  static Kind kindOf(Column column) {
    if (column instanceof IntColumn) {
      return Kind.INT;
    }
    if (column instanceof LongColumn) {
      return Kind.LONG;
    }
    if (column instanceof FloatColumn) {
      return Kind.FLOAT;
    }
    if (column instanceof DoubleColumn) {
      return Kind.DOUBLE;
    }
    if (column instanceof DecimalColumn) {
      return Kind.DECIMAL;
    }
    if (column instanceof BooleanColumn) {
      return Kind.BOOLEAN;
    }
    if (column instanceof StringColumn) {
      return Kind.STRING;
    }
    if (column instanceof BytesColumn) {
      return Kind.BYTES;
    }
    if (column instanceof UuidColumn) {
      return Kind.UUID;
    }
    if (column instanceof DateColumn) {
      return Kind.DATE;
    }
    return column instanceof TimeColumn ? Kind.TIME : Kind.TIMESTAMP;
  }

  /** A handle that is bound to no table. */
  static Column named(String name, Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> BooleanColumn.named(name);
      case INT -> IntColumn.named(name);
      case LONG -> LongColumn.named(name);
      case FLOAT -> FloatColumn.named(name);
      case DOUBLE -> DoubleColumn.named(name);
      case DECIMAL -> DecimalColumn.named(name);
      case STRING -> StringColumn.named(name);
      case BYTES -> BytesColumn.named(name);
      case UUID -> UuidColumn.named(name);
      case DATE -> DateColumn.named(name);
      case TIME -> TimeColumn.named(name);
      case TIMESTAMP -> TimestampColumn.named(name);
    };
  }
}
