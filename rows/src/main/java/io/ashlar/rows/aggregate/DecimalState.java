package io.ashlar.rows.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.MutableDirectBuffer;

/**
 * A decimal of any length in the memory of groups: a scale, and the bytes of the unscaled value
 * (two's complement, big-endian) as a {@link ByteState}. Allocates.
 */
final class DecimalState {

  /** Bytes of the fixed part. */
  static final int BYTES = Long.BYTES + ByteState.BYTES;

  private DecimalState() {}

  /** Writes a decimal; null is kept as no bytes at all. */
  static void save(BigDecimal value, GroupMemory memory, int at) {
    if (value == null) {
      ByteState.clear(memory, at + Long.BYTES);
      return;
    }
    byte[] unscaled = value.unscaledValue().toByteArray();
    int offset = ByteState.place(unscaled.length, memory, at + Long.BYTES);
    memory.buffer().putLong(at, value.scale());
    memory.buffer().putBytes(offset, unscaled);
  }

  static BigDecimal restore(GroupMemory memory, int at) {
    MutableDirectBuffer buffer = memory.buffer();
    int length = ByteState.length(buffer, at + Long.BYTES);
    if (length == 0) {
      return null;
    }
    byte[] unscaled = new byte[length];
    buffer.getBytes(ByteState.offset(buffer, at + Long.BYTES), unscaled);
    return new BigDecimal(new BigInteger(unscaled), (int) buffer.getLong(at));
  }
}
