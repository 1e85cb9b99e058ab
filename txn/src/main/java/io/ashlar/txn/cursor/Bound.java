package io.ashlar.txn.cursor;

import io.ashlar.codec.memory.Flyweights;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A copy of a key or bound, grown as needed and kept. */
final class Bound {

  private static final int FIRST_BYTES = 64;

  private final MutableDirectBuffer buffer = Flyweights.wrap(new byte[FIRST_BYTES]);
  private int length;

  MutableDirectBuffer buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  void set(DirectBuffer source, int offset, int bytes) {
    reserve(bytes);
    buffer.putBytes(0, source, offset, bytes);
    length = bytes;
  }

  void set(Bound other) {
    set(other.buffer, 0, other.length);
  }

  /** The exclusive upper bound that includes a key: the least key above it. */
  void setAfter(DirectBuffer source, int offset, int bytes) {
    reserve(bytes + 1);
    buffer.putBytes(0, source, offset, bytes);
    buffer.putByte(bytes, (byte) 0);
    length = bytes + 1;
  }

  private void reserve(int bytes) {
    if (bytes > buffer.capacity()) {
      buffer.wrap(new byte[Math.max(bytes, 2 * buffer.capacity())]);
    }
  }
}
