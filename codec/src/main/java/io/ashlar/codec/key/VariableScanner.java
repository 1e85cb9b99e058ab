package io.ashlar.codec.key;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.CorruptionException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Finds the end of an escaped value and undoes the escapes. Scanning and unescaping are two steps
 * so that skipping a column copies nothing.
 */
final class VariableScanner {

  private final MutableDirectBuffer scratch = Flyweights.wrap(new byte[0]);
  private DirectBuffer bytesBuffer = scratch;
  private int bytesOffset;
  private int bytesLength;

  private int start;
  private int end;
  private int mask;
  private int escapes;

  /**
   * Finds the terminator of the value at {@code offset} and returns the index after it.
   *
   * @param inversion 0 for ascending bytes, -1 for descending ones
   */
  int scan(DirectBuffer source, int offset, int limit, int inversion) {
    byte zero = (byte) inversion;
    int found = 0;
    // The last byte cannot start a terminator.
    int at = offset;
    while (at < limit - 1) {
      if (source.getByte(at) != zero) {
        at++;
        continue;
      }
      byte second = (byte) (source.getByte(at + 1) ^ inversion);
      if (second == KeyFormat.TERMINATOR) {
        start = offset;
        end = at;
        mask = inversion;
        escapes = found;
        return at + 2;
      }
      if (second != KeyFormat.ESCAPED_ZERO) {
        throw new CorruptionException("A zero in a key is not escaped.", "position", at);
      }
      found++;
      at += 2;
    }
    throw new CorruptionException(
        "A string or bytes in a key do not end.", "position", offset, "limit", limit);
  }

  /** Makes the value scanned last readable through the three accessors. */
  void expose(DirectBuffer source) {
    bytesLength = end - start - escapes;
    if (escapes == 0 && mask == 0) {
      bytesBuffer = source;
      bytesOffset = start;
      return;
    }
    if (scratch.capacity() < bytesLength) {
      // Doubling reaches the longest key after a few growths and stays there.
      scratch.wrap(new byte[Math.max(64, Integer.highestOneBit(bytesLength) << 1)]);
    }
    int to = 0;
    int at = start;
    while (at < end) {
      byte b = (byte) (source.getByte(at) ^ mask);
      scratch.putByte(to++, b);
      at += b == 0 ? 2 : 1;
    }
    bytesBuffer = scratch;
    bytesOffset = 0;
  }

  DirectBuffer bytesBuffer() {
    return bytesBuffer;
  }

  int bytesOffset() {
    return bytesOffset;
  }

  int bytesLength() {
    return bytesLength;
  }
}
