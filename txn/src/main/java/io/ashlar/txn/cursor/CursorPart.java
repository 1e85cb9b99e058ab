package io.ashlar.txn.cursor;

import io.ashlar.codec.key.UnsignedBytes;
import org.agrona.DirectBuffer;

/** The part of its range to which a cursor keeps: lower bound inclusive, upper one exclusive. */
final class CursorPart {

  private final Bound lower = new Bound();
  private final Bound upper = new Bound();

  void set(DirectBuffer from, int fromLength, DirectBuffer to, int toLength) {
    lower.set(from, 0, fromLength);
    upper.set(to, 0, toLength);
  }

  Bound lower() {
    return lower;
  }

  Bound upper() {
    return upper;
  }

  /** Whether a search in one direction from a key would come to keys outside before the part. */
  boolean beginsBehind(DirectBuffer key, int offset, int length, boolean forward) {
    return forward
        ? UnsignedBytes.compare(key, offset, length, lower.buffer(), 0, lower.length()) < 0
        : UnsignedBytes.compare(key, offset, length, upper.buffer(), 0, upper.length()) > 0;
  }

  /** Whether a key that was come to in one direction has not run out of the part. */
  boolean holds(DirectBuffer key, int length, boolean forward) {
    return forward
        ? UnsignedBytes.compare(key, 0, length, upper.buffer(), 0, upper.length()) < 0
        : UnsignedBytes.compare(key, 0, length, lower.buffer(), 0, lower.length()) >= 0;
  }
}
