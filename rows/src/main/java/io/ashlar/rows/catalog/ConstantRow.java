package io.ashlar.rows.catalog;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.codec.value.Timestamps;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ConstantFormat;
import io.ashlar.rows.catalog.format.PredicateText;
import io.ashlar.schema.ColumnType;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A row of constants, one for each column of a table, with the ordinal as slot: what inserts copy
 * defaults from, and reads of older rows the values that those rows lack. On the heap, never
 * changed after it was made, so its view is shared by all threads.
 */
final class ConstantRow {

  private static final int NANOS_PER_MICRO = 1_000;

  private ConstantRow() {}

  /**
   * Makes the row.
   *
   * @throws SchemaException when a constant does not fit its column
   */
  static RowView of(List<ColumnDefinition> columns, Function<ColumnDefinition, Object> constant) {
    int[] ids = new int[columns.size()];
    ValueKind[] kinds = new ValueKind[ids.length];
    for (int ordinal = 0; ordinal < ids.length; ordinal++) {
      ids[ordinal] = columns.get(ordinal).id();
      kinds[ordinal] = columns.get(ordinal).type().kind();
    }
    RowLayout layout = RowLayout.of(0, ids, kinds);
    try (BufferPool pool = new BufferPool(0);
        RowWriter row = new RowWriter(pool)) {
      row.begin(layout);
      for (int ordinal = 0; ordinal < ids.length; ordinal++) {
        ColumnDefinition column = columns.get(ordinal);
        Object value = constant.apply(column);
        if (value == null) {
          row.setNull(ordinal);
        } else {
          set(row, ordinal, column.type(), fitting(column.name(), column.type(), value));
        }
      }
      byte[] bytes = new byte[row.finish()];
      row.buffer().getBytes(0, bytes);
      return new RowView().wrap(layout, Flyweights.wrap(bytes), 0, bytes.length);
    }
  }

  /**
   * The constant in the one Java type of its family.
   *
   * @throws SchemaException when the column cannot hold it
   */
  static Object fitting(String column, ColumnType type, Object value) {
    Object normal = cutOff(ConstantFormat.normal(type.kind(), value));
    if (normal == null || !fits(type, normal)) {
      throw new SchemaException(
          "The default does not fit its column.",
          "column",
          column,
          "type",
          type,
          "value",
          PredicateText.literal(value));
    }
    return normal;
  }

  /** Instants and times lose what is below microseconds, as those that a statement writes. */
  private static Object cutOff(Object value) {
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MICROS);
    }
    return value instanceof LocalTime time ? time.truncatedTo(ChronoUnit.MICROS) : value;
  }

  private static boolean fits(ColumnType type, Object value) {
    return switch (type.kind()) {
      case INT -> (int) (long) (Long) value == (Long) value;
      case FLOAT -> Double.compare((float) (double) (Double) value, (Double) value) == 0;
      case DECIMAL -> {
        BigDecimal decimal = (BigDecimal) value;
        yield decimal.signum() == 0
            || (decimal.scale() <= type.scale()
                && (long) decimal.precision() - decimal.scale() <= type.precision() - type.scale());
      }
      case DATE -> {
        long day = ((LocalDate) value).toEpochDay();
        yield day == (int) day;
      }
      case TIMESTAMP ->
          !((Instant) value).isBefore(Timestamps.FIRST)
              && !((Instant) value).isAfter(Timestamps.LAST);
      default -> true;
    };
  }

  private static void set(RowWriter row, int slot, ColumnType type, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> row.setBoolean(slot, (Boolean) value);
      case INT -> row.setInt(slot, ((Long) value).intValue());
      case LONG -> row.setLong(slot, (Long) value);
      case FLOAT -> row.setFloat(slot, ((Double) value).floatValue());
      case DOUBLE -> row.setDouble(slot, (Double) value);
      case DECIMAL -> row.setDecimal(slot, (BigDecimal) value);
      case STRING -> row.setString(slot, (String) value);
      case BYTES -> row.setBytes(slot, (byte[]) value);
      case UUID ->
          row.setUuid(
              slot,
              ((UUID) value).getMostSignificantBits(),
              ((UUID) value).getLeastSignificantBits());
      case DATE -> row.setLong(slot, ((LocalDate) value).toEpochDay());
      case TIME -> row.setLong(slot, ((LocalTime) value).toNanoOfDay() / NANOS_PER_MICRO);
      case TIMESTAMP -> row.setLong(slot, Timestamps.toMicros((Instant) value));
    }
  }
}
