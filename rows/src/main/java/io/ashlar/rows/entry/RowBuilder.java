package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.ColumnDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;

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
      ValueKind kind = table.columns().get(ordinal).type().kind();
      if (values.hasValue(ordinal)) {
        ValueTransfer.toKey(values, ordinal, kind, key, false);
      } else if (hasDefault(table, values, ordinal)) {
        ValueTransfer.toKey(table.defaults(), ordinal, kind, key, false);
      } else {
        throw nullRefused(table, ordinal);
      }
    }
  }

  public static int newRow(TableDefinition table, Assigned values, RowWriter row) {
    row.begin(table.currentLayout());
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      int slot = table.slotOf(ordinal);
      if (slot < 0) {
        continue;
      }
      ColumnDefinition column = table.columns().get(ordinal);
      if (values.hasValue(ordinal)) {
        ValueTransfer.toRow(values, ordinal, column.type().kind(), row, slot);
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

  public static int changedRow(TableDefinition table, RowView old, Assigned values, RowWriter row) {
    row.begin(table.currentLayout());
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      int slot = table.slotOf(ordinal);
      if (slot < 0) {
        continue;
      }
      if (values.isDelta(ordinal)) {
        addTo(table, ordinal, old, values.getLong(ordinal), row);
      } else if (values.isSet(ordinal)) {
        set(table, ordinal, values, row);
      } else {
        keep(table, ordinal, old, row);
      }
    }
    return row.finish();
  }

  public static void refusePrimaryKey(TableDefinition table, Assigned values) {
    for (int ordinal : table.primaryKey()) {
      if (values.isSet(ordinal) && !table.isChangeable(ordinal)) {
        throw new SchemaException(
            "A column of the primary key cannot be changed.",
            "table",
            table.name(),
            "column",
            table.columns().get(ordinal).name());
      }
    }
  }

  private static void set(TableDefinition table, int ordinal, Assigned values, RowWriter row) {
    ColumnDefinition column = table.columns().get(ordinal);
    if (values.isNull(ordinal) && !column.nullable()) {
      throw nullRefused(table, ordinal);
    }
    ValueTransfer.toRow(values, ordinal, column.type().kind(), row, table.slotOf(ordinal));
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
    ValueKind kind = table.columns().get(ordinal).type().kind();
    long sum = sum(table, ordinal, kind, source.getLong(slot), delta);
    if (kind == ValueKind.INT) {
      row.setInt(table.slotOf(ordinal), (int) sum);
    } else {
      row.setLong(table.slotOf(ordinal), sum);
    }
  }

  public static long sum(
      TableDefinition table, int ordinal, ValueKind kind, long value, long delta) {
    long sum = value + delta;
    // A long has overflowed when the sum differs in sign from both numbers.
    if (((value ^ sum) & (delta ^ sum)) < 0 || (kind == ValueKind.INT && sum != (int) sum)) {
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

  public static ConstraintException nullRefused(TableDefinition table, int ordinal) {
    return new ConstraintException(
        "The column may not be null.",
        "table",
        table.name(),
        "column",
        table.columns().get(ordinal).name());
  }
}
