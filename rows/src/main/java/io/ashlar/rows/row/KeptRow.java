package io.ashlar.rows.row;

import io.ashlar.codec.memory.Flyweights;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A copy of one row or entry in heap memory, which grows to the largest one kept. */
public final class KeptRow {

  private static final int INITIAL_BYTES = 256;

  private final MutableDirectBuffer key = Flyweights.wrap(new byte[INITIAL_BYTES]);
  private final MutableDirectBuffer value = Flyweights.wrap(new byte[INITIAL_BYTES]);
  private int keyLength;
  private int valueLength;

  /** Nothing is kept yet. */
  public KeptRow() {}

  /**
   * Copies a row.
   *
   * @param fromKey holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyBytes its bytes
   * @param fromValue holds the value
   * @param valueOffset where it starts
   * @param valueBytes its bytes
   */
  public void keep(
      DirectBuffer fromKey,
      int keyOffset,
      int keyBytes,
      DirectBuffer fromValue,
      int valueOffset,
      int valueBytes) {
    copy(key, fromKey, keyOffset, keyBytes);
    copy(value, fromValue, valueOffset, valueBytes);
    keyLength = keyBytes;
    valueLength = valueBytes;
  }

  private static void copy(MutableDirectBuffer memory, DirectBuffer from, int offset, int bytes) {
    if (memory.capacity() < bytes) {
      memory.wrap(new byte[Math.max(bytes, 2 * memory.capacity())]);
    }
    memory.putBytes(0, from, offset, bytes);
  }

  DirectBuffer key() {
    return key;
  }

  int keyLength() {
    return keyLength;
  }

  DirectBuffer value() {
    return value;
  }

  int valueLength() {
    return valueLength;
  }
}
