package io.ashlar.engine;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/**
 * Shows a value to RocksDB: where it lies, if that is direct memory, else as a copy. Position and
 * limit of the caller's buffer are set, so a value belongs to one thread. Allocates nothing once it
 * has grown; for one owner at a time.
 */
final class ValueScratch {

  private ByteBuffer copy = ByteBuffer.allocateDirect(256);

  /**
   * The value.
   *
   * @return from position to limit; until the next load
   */
  ByteBuffer load(DirectBuffer buffer, int offset, int length) {
    KeyScratch.checkRange(buffer, offset, length);
    ByteBuffer bytes = buffer.byteBuffer();
    int start = offset;
    if (bytes != null && bytes.isDirect()) {
      start += buffer.wrapAdjustment();
    } else {
      if (copy.capacity() < length) {
        copy = ByteBuffer.allocateDirect(Math.max(length, 2 * copy.capacity()));
      }
      bytes = copy;
      bytes.clear();
      buffer.getBytes(offset, bytes, 0, length);
      start = 0;
    }
    bytes.limit(start + length).position(start);
    return bytes;
  }
}
