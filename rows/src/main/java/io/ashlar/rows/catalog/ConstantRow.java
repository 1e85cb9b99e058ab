package io.ashlar.rows.catalog;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.codec.valuetype.Constants;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.PredicateText;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.util.List;
import java.util.function.Function;

/**
 * A row of constants, one for each column of a table, with the ordinal as slot: what inserts copy
 * defaults from, and reads of older rows the values that those rows lack. On the heap, never
 * changed after it was made, so its view is shared by all threads.
 */
final class ConstantRow {

  private ConstantRow() {}

  /**
   * Makes the row.
   *
   * @throws SchemaException when a constant does not fit its column
   */
  static RowView of(List<ColumnDefinition> columns, Function<ColumnDefinition, Object> constant) {
    int[] ids = new int[columns.size()];
    ValueKind[] kinds = new ValueKind[ids.length];
    ValueType[] types = new ValueType[ids.length];
    Object[] values = new Object[ids.length];
    for (int ordinal = 0; ordinal < ids.length; ordinal++) {
      ColumnDefinition column = columns.get(ordinal);
      ids[ordinal] = column.id();
      kinds[ordinal] = column.type().kind();
      types[ordinal] = ValueType.of(kinds[ordinal]);
      Object value = constant.apply(column);
      values[ordinal] = value == null ? null : fitting(column.name(), column.type(), value);
    }
    RowLayout layout = RowLayout.of(0, ids, kinds);
    Constants constants = new Constants(types, values);
    try (BufferPool pool = new BufferPool(0);
        RowWriter row = new RowWriter(pool)) {
      row.begin(layout);
      for (int ordinal = 0; ordinal < ids.length; ordinal++) {
        row.set(ordinal, constants, ordinal);
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
    ValueType held = ValueType.of(type.kind());
    Object normal = held.normal(value);
    Object written = normal == null ? null : held.written(normal);
    if (written == null || !held.fits(written, type.precision(), type.scale())) {
      throw new SchemaException(
          "The default does not fit its column.",
          "column",
          column,
          "type",
          type,
          "value",
          PredicateText.literal(value));
    }
    return written;
  }
}
