package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.MaxLength;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import org.agrona.DirectBuffer;

/** Makes row keys and rows of what a statement assigns, and refuses what may not be. Stateless. */
public final class RowBuilder {

  private RowBuilder() {}

  /**
   * Encodes the row key of assigned values.
   *
   * @param table the table
   * @param values the values
   * @param key receives the key
   * @throws ConstraintException when a column of the primary key has no value
   * @throws io.ashlar.error.LimitExceededException when the key is too long
   */
  public static void encodeRowKey(TableDefinition table, Assigned values, KeyEncoder key) {
    key.reset(table.keyspaceId());
    for (int ordinal : table.primaryKey()) {
      ValueType type = table.columns().get(ordinal).valueType();
      if (values.hasValue(ordinal)) {
        key.put(values, ordinal, type, false);
      } else if (hasDefault(table, values, ordinal)) {
        key.put(table.defaults(), ordinal, type, false);
      } else {
        throw nullRefused(table, ordinal);
      }
    }
  }

  /**
   * Makes a row of assigned values, and of defaults for the columns that have none.
   *
   * @param table the definition
   * @param values the values
   * @param row receives the row
   * @return its bytes
   * @throws ConstraintException when a column that may not be null has no value
   */
  public static int newRow(TableDefinition table, Assigned values, RowWriter row) {
    row.begin(table.currentLayout());
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      int slot = table.slotOf(ordinal);
      if (slot < 0) {
        continue;
      }
      ColumnDefinition column = table.columns().get(ordinal);
      if (values.hasValue(ordinal)) {
        row.set(slot, values, ordinal);
      } else if (hasDefault(table, values, ordinal)) {
        row.copyFrom(table.defaults(), ordinal, slot);
      } else if (!column.nullable()) {
        throw nullRefused(table, ordinal);
      }
    }
    return row.finish();
  }

  /** A column that was set to null has no default. */
  private static boolean hasDefault(TableDefinition table, Assigned values, int ordinal) {
    return !values.isSet(ordinal) && !table.defaults().isNull(ordinal);
  }

  /**
   * Makes a row of an old one and of assigned values.
   *
   * @param table the definition
   * @param old the row as it is, in any layout of the table
   * @param values the columns to change
   * @param row receives the row
   * @return its bytes
   * @throws ConstraintException when a column that may not be null is set to null, or a sum
   *     overflows
   */
  public static int changedRow(TableDefinition table, RowView old, Assigned values, RowWriter row) {
    row.begin(table.currentLayout());
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      int slot = table.slotOf(ordinal);
      if (slot < 0) {
        continue;
      }
      if (values.isDelta(ordinal)) {
        addTo(table, ordinal, old, values.word(ordinal), row);
      } else if (values.isSet(ordinal)) {
        set(table, ordinal, values, row);
      } else {
        keep(table, ordinal, old, row);
      }
    }
    return row.finish();
  }

  /**
   * Refuses values that are longer than their columns allow.
   *
   * @param table the definition
   * @param values the values
   * @throws ConstraintException when one is
   */
  public static void requireLengths(TableDefinition table, Assigned values) {
    for (int ordinal : table.limitedColumns()) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (values.hasValue(ordinal) && MaxLength.exceeded(column, values, ordinal)) {
        throw new ConstraintException(
            "The value is longer than its column allows.",
            "table",
            table.name(),
            "column",
            column.name(),
            "maxLength",
            column.maxLength(),
            "length",
            MaxLength.of(column, values, ordinal));
      }
    }
  }

  /**
   * Refuses a row of which a check is false.
   *
   * @param table the definition
   * @param judge judges the table
   * @param key holds the row key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, from index 0 on
   * @param rowLength its bytes
   * @throws ConstraintException when one is
   */
  public static void requireChecks(
      TableDefinition table,
      RowJudge judge,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowLength) {
    if (table.checks().isEmpty()) {
      return;
    }
    judge.use(table);
    int violated = judge.violated(key, keyOffset, keyLength, row, rowLength);
    if (violated != RowJudge.NONE) {
      throw new ConstraintException(
          "The row violates a check.",
          "table",
          table.name(),
          "check",
          table.checks().get(violated).name(),
          "key",
          KeyText.ofRow(table, key, keyOffset, keyLength));
    }
  }

  private static void set(TableDefinition table, int ordinal, Assigned values, RowWriter row) {
    ColumnDefinition column = table.columns().get(ordinal);
    if (values.isSetToNull(ordinal) && !column.nullable()) {
      throw nullRefused(table, ordinal);
    }
    row.set(table.slotOf(ordinal), values, ordinal);
  }

  private static void keep(TableDefinition table, int ordinal, RowView old, RowWriter row) {
    int slot = oldSlot(table, ordinal, old);
    if (slot >= 0) {
      row.copyFrom(old, slot, table.slotOf(ordinal));
    } else {
      row.copyFrom(table.initials(), ordinal, table.slotOf(ordinal));
    }
  }

  private static void addTo(
      TableDefinition table, int ordinal, RowView old, long delta, RowWriter row) {
    int oldSlot = oldSlot(table, ordinal, old);
    RowView source = oldSlot < 0 ? table.initials() : old;
    int slot = oldSlot < 0 ? ordinal : oldSlot;
    if (source.isNull(slot)) {
      return;
    }
    row.setWord(table.slotOf(ordinal), sum(table, ordinal, source.word(slot), delta));
  }

  /**
   * Adds to a number of a column.
   *
   * @param table the definition
   * @param ordinal the column
   * @param value the number
   * @param delta what is added
   * @return the sum
   * @throws ConstraintException when the column cannot hold it
   */
  public static long sum(TableDefinition table, int ordinal, long value, long delta) {
    long sum = value + delta;
    // A long has overflowed when the sum differs in sign from both numbers.
    if (((value ^ sum) & (delta ^ sum)) < 0
        || !table.columns().get(ordinal).valueType().holds(sum)) {
      throw new ConstraintException(
          "The sum is out of the range of the column.",
          "table",
          table.name(),
          "column",
          table.columns().get(ordinal).name(),
          "value",
          value,
          "delta",
          delta);
    }
    return sum;
  }

  private static int oldSlot(TableDefinition table, int ordinal, RowView old) {
    return old.layout() == table.currentLayout()
        ? table.slotOf(ordinal)
        : old.layout().slotOf(table.columns().get(ordinal).id());
  }

  /**
   * Says that a column may not be null.
   *
   * @param table the definition
   * @param ordinal the column
   * @return the exception, for the caller to throw
   */
  public static ConstraintException nullRefused(TableDefinition table, int ordinal) {
    return new ConstraintException(
        "The column may not be null.",
        "table",
        table.name(),
        "column",
        table.columns().get(ordinal).name());
  }
}
