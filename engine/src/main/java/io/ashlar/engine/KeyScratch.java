package io.ashlar.engine;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Where a handle copies a key for RocksDB to read.
 *
 * <p>RocksJava takes position and limit of a {@code ByteBuffer}. Setting those on the caller's
 * buffer would turn a key that several threads share, a constant say, into a race. A key is short:
 * copying it costs a few nanoseconds, and it also serves buffers on the heap. Allocates nothing
 * after construction; for one owner at a time.
 */
final class KeyScratch {

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(Engine.MAX_KEY_BYTES);
  private final MutableDirectBuffer view = Flyweights.wrap(bytes);

  /**
   * Copies a key.
   *
   * @return the copy, from position to limit; until the next load
   */
  ByteBuffer load(DirectBuffer buffer, int offset, int length) {
    checkRange(buffer, offset, length);
    checkKey(length);
    view.putBytes(0, buffer, offset, length);
    bytes.limit(length).position(0);
    return bytes;
  }

  static void checkKey(int length) {
    if (length > Engine.MAX_KEY_BYTES) {
      throw new LimitExceededException(
          "The key is longer than the limit.",
          "keyBytes",
          length,
          "limitBytes",
          Engine.MAX_KEY_BYTES);
    }
  }

  static void checkRange(DirectBuffer buffer, int offset, int length) {
    if ((offset | length) < 0 || offset > buffer.capacity() - length) {
      throw new IllegalUseException(
          "The bytes lie outside their buffer.",
          "offset",
          offset,
          "length",
          length,
          "capacity",
          buffer.capacity());
    }
  }
}
