package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowView;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.type.ValueKind;

/**
 * The greatest length of the values of a column: characters of a text, as code points, or bytes.
 * Stateless; allocates nothing.
 */
public final class MaxLength {

  private MaxLength() {}

  /**
   * Whether a value is longer than its column allows.
   *
   * @param column a column that has a greatest length
   * @param values holds the value, which is not null
   * @param place where it holds it
   * @return true when the value is too long
   */
  public static boolean exceeded(ColumnDefinition column, ValueReader values, int place) {
    // No text has more characters than bytes.
    return values.bytesLength(place) > column.maxLength()
        && of(column, values, place) > column.maxLength();
  }

  /**
   * The length of a value.
   *
   * @param column a column that has a greatest length
   * @param values holds the value, which is not null
   * @param place where it holds it
   * @return characters or bytes
   */
  public static int of(ColumnDefinition column, ValueReader values, int place) {
    int bytes = values.bytesLength(place);
    return column.valueType().isText()
        ? Utf8.codePoints(values.bytesBuffer(place), values.bytesOffset(place), bytes)
        : bytes;
  }

  /** Refuses a length of values that have none, before anybody measures one. */
  static void requireLimits(ColumnDefinition column, int length) {
    ValueKind kind = column.type().kind();
    if (length != ColumnSchema.UNLIMITED && kind != ValueKind.STRING && kind != ValueKind.BYTES) {
      throw new SchemaException(
          "Values of the type have no length.", "column", column.name(), "type", column.type());
    }
  }

  /** Refuses defaults that are too long; of the row of defaults the ordinal is the slot. */
  static void requireDefaults(TableRecord table, int[] limited, RowView defaults) {
    for (int ordinal : limited) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (!defaults.isNull(ordinal) && exceeded(column, defaults, ordinal)) {
        throw new SchemaException(
            "The default is longer than its column allows.",
            "table",
            table.name(),
            "column",
            column.name(),
            "maxLength",
            column.maxLength(),
            "length",
            of(column, defaults, ordinal));
      }
    }
  }
}
