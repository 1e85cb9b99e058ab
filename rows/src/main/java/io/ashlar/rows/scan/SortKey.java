package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.value.ValueKind;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the columns of an order as one key, whose bytes order as the rows do. The primary key
 * follows them, so that no two rows are equal and every run gives the same order. Allocates for
 * decimals alone.
 */
final class SortKey {

  private final int[] ordinals;
  private final boolean[] descending;
  private final ValueKind[] kinds;
  private final boolean reverse;
  private final KeyEncoder key = new KeyEncoder();

  SortKey(Plan plan) {
    TableDefinition table = plan.path().table();
    List<OrderColumn> order = plan.sortOrder();
    ordinals = new int[order.size()];
    descending = new boolean[order.size()];
    kinds = new ValueKind[order.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = order.get(i).ordinal();
      descending[i] = order.get(i).descending();
      kinds[i] = table.columns().get(ordinals[i]).type().kind();
    }
    reverse = plan.isReverse();
  }

  /** Encodes the row; the bytes lie in {@link #buffer()} until the next call. */
  void encode(RowSource row) {
    key.resetEmpty();
    for (int i = 0; i < ordinals.length; i++) {
      put(row, ordinals[i], kinds[i], descending[i]);
    }
    int from = key.length();
    key.putRaw(row.primaryKeyBuffer(), row.primaryKeyOffset(), row.primaryKeyLength());
    if (reverse) {
      UnsafeBuffer bytes = key.buffer();
      for (int i = from; i < key.length(); i++) {
        bytes.putByte(i, (byte) ~bytes.getByte(i));
      }
    }
  }

  private void put(RowSource row, int ordinal, ValueKind kind, boolean down) {
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

  UnsafeBuffer buffer() {
    return key.buffer();
  }

  int length() {
    return key.length();
  }
}
