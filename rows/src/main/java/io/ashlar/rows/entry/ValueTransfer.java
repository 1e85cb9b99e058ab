package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.type.ValueKind;

/**
 * Moves one value between statements, rows and keys, by its kind. Stateless; allocates for decimals
 * alone.
 */
public final class ValueTransfer {

  private ValueTransfer() {}

  /**
   * Appends an assigned value, or null, to a key.
   *
   * @param from the values
   * @param ordinal the column
   * @param kind its kind
   * @param key the key
   * @param descending its direction there
   */
  public static void toKey(
      Assigned from, int ordinal, ValueKind kind, KeyEncoder key, boolean descending) {
    if (!from.hasValue(ordinal)) {
      key.putNull(descending);
      return;
    }
    switch (kind) {
      case BOOLEAN -> key.putBoolean(from.getBoolean(ordinal), descending);
      case INT, LONG, DATE, TIME, TIMESTAMP -> key.putLong(from.getLong(ordinal), descending);
      case FLOAT, DOUBLE -> key.putDouble(from.getDouble(ordinal), descending);
      case DECIMAL -> key.putDecimal(from.getDecimal(ordinal), descending);
      case STRING ->
          key.putUtf8(
              from.bytes(), from.bytesOffset(ordinal), from.bytesLength(ordinal), descending);
      case BYTES ->
          key.putBytes(
              from.bytes(), from.bytesOffset(ordinal), from.bytesLength(ordinal), descending);
      case UUID -> key.putUuid(from.getUuidHigh(ordinal), from.getUuidLow(ordinal), descending);
    }
  }

  /**
   * Appends a column of a row, null or not, to a key.
   *
   * @param from the row
   * @param slot the column's slot there
   * @param kind its kind
   * @param key the key
   * @param descending its direction there
   */
  public static void toKey(
      RowView from, int slot, ValueKind kind, KeyEncoder key, boolean descending) {
    if (from.isNull(slot)) {
      key.putNull(descending);
      return;
    }
    switch (kind) {
      case BOOLEAN -> key.putBoolean(from.getBoolean(slot), descending);
      case INT, LONG, DATE, TIME, TIMESTAMP -> key.putLong(from.getLong(slot), descending);
      case FLOAT, DOUBLE -> key.putDouble(from.getDouble(slot), descending);
      case DECIMAL -> key.putDecimal(from.getDecimal(slot), descending);
      case STRING ->
          key.putUtf8(from.buffer(), from.bytesOffset(slot), from.bytesLength(slot), descending);
      case BYTES ->
          key.putBytes(from.buffer(), from.bytesOffset(slot), from.bytesLength(slot), descending);
      case UUID -> key.putUuid(from.getUuidMsb(slot), from.getUuidLsb(slot), descending);
    }
  }

  /**
   * Writes an assigned value, or null, to a row.
   *
   * @param from the values
   * @param ordinal the column
   * @param kind its kind
   * @param row the row
   * @param slot the column's slot there
   */
  public static void toRow(Assigned from, int ordinal, ValueKind kind, RowWriter row, int slot) {
    if (!from.hasValue(ordinal)) {
      row.setNull(slot);
      return;
    }
    switch (kind) {
      case BOOLEAN -> row.setBoolean(slot, from.getBoolean(ordinal));
      case INT -> row.setInt(slot, (int) from.getLong(ordinal));
      case LONG, DATE, TIME, TIMESTAMP -> row.setLong(slot, from.getLong(ordinal));
      case FLOAT -> row.setFloat(slot, (float) from.getDouble(ordinal));
      case DOUBLE -> row.setDouble(slot, from.getDouble(ordinal));
      case DECIMAL -> row.setDecimal(slot, from.getDecimal(ordinal));
      case STRING ->
          row.setUtf8(slot, from.bytes(), from.bytesOffset(ordinal), from.bytesLength(ordinal));
      case BYTES ->
          row.setBytes(slot, from.bytes(), from.bytesOffset(ordinal), from.bytesLength(ordinal));
      case UUID -> row.setUuid(slot, from.getUuidHigh(ordinal), from.getUuidLow(ordinal));
    }
  }
}
