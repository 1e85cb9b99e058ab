package io.ashlar.rows.aggregate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueKind;
import io.ashlar.rows.predicate.ColumnValues;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The least or greatest value of a column that holds no numbers. Bytes are copied into memory that
 * is kept and grows to the longest value taken.
 */
final class KeptColumn extends Accumulator {

  private static final int INITIAL_BYTES = 64;

  private final int ordinal;
  private final ValueKind kind;
  private final boolean greatest;

  /** A date, time or boolean, or the upper half of a UUID. */
  private long word;

  private long low;
  private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[INITIAL_BYTES]);
  private int length;

  KeptColumn(int ordinal, ValueKind kind, boolean greatest) {
    this.ordinal = ordinal;
    this.kind = kind;
    this.greatest = greatest;
  }

  @Override
  void accept(ColumnValues row) {
    if (row.isNull(ordinal)) {
      return;
    }
    if (values++ == 0 || (greatest ? compare(row) > 0 : compare(row) < 0)) {
      take(row);
    }
  }

  private int compare(ColumnValues row) {
    return switch (kind) {
      case STRING, BYTES ->
          UnsignedBytes.compare(
              row.bytesBuffer(ordinal),
              row.bytesOffset(ordinal),
              row.bytesLength(ordinal),
              bytes,
              0,
              length);
      case UUID -> {
        int high = Long.compareUnsigned(row.uuidHigh(ordinal), word);
        yield high != 0 ? high : Long.compareUnsigned(row.uuidLow(ordinal), low);
      }
      default -> Long.compare(row.integer(ordinal), word);
    };
  }

  private void take(ColumnValues row) {
    switch (kind) {
      case STRING, BYTES -> {
        length = row.bytesLength(ordinal);
        if (bytes.capacity() < length) {
          bytes.wrap(new byte[2 * length]);
        }
        bytes.putBytes(0, row.bytesBuffer(ordinal), row.bytesOffset(ordinal), length);
      }
      case UUID -> {
        word = row.uuidHigh(ordinal);
        low = row.uuidLow(ordinal);
      }
      default -> word = row.integer(ordinal);
    }
  }

  long word() {
    return word;
  }

  long low() {
    return low;
  }

  UnsafeBuffer bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
