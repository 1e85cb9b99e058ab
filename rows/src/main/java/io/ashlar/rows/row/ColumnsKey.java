package io.ashlar.rows.row;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;

/**
 * Writes some columns of a row as a key, whose bytes order as the rows do by these columns.
 * Allocates for decimals alone.
 */
public final class ColumnsKey {

  private final int[] ordinals;
  private final boolean[] descending;
  private final ValueKind[] kinds;

  public ColumnsKey(TableDefinition table, int[] ordinals, boolean[] descending) {
    this.ordinals = ordinals;
    this.descending = descending;
    kinds = new ValueKind[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      kinds[i] = table.columns().get(ordinals[i]).type().kind();
    }
  }

  /** Appends the columns of a row to a key. */
  public void append(RowSource row, KeyEncoder key) {
    for (int i = 0; i < ordinals.length; i++) {
      append(row, ordinals[i], kinds[i], descending[i], key);
    }
  }

  private static void append(
      RowSource row, int ordinal, ValueKind kind, boolean down, KeyEncoder key) {
    if (row.isNull(ordinal)) {
      key.putNull(down);
      return;
    }
    switch (kind) {
      case BOOLEAN -> key.putBoolean(row.integer(ordinal) != 0, down);
      case INT, LONG, DATE, TIME, TIMESTAMP -> key.putLong(row.integer(ordinal), down);
      case FLOAT, DOUBLE -> key.putDouble(row.real(ordinal), down);
      case DECIMAL -> key.putDecimal(row.decimal(ordinal), down);
      case STRING ->
          key.putUtf8(
              row.bytesBuffer(ordinal), row.bytesOffset(ordinal), row.bytesLength(ordinal), down);
      case BYTES ->
          key.putBytes(
              row.bytesBuffer(ordinal), row.bytesOffset(ordinal), row.bytesLength(ordinal), down);
      case UUID -> key.putUuid(row.uuidHigh(ordinal), row.uuidLow(ordinal), down);
    }
  }
}
