package io.ashlar.engine;

import io.ashlar.codec.memory.Flyweights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.rocksdb.DirectSlice;

/**
 * One end of a cursor's range: a native slice over memory that we may rewrite.
 *
 * <p>RocksDB's iterators keep the <em>address</em> of the slice, and every seek reads bytes and
 * length through it, so a bound changes without a new iterator. The memory lives as long as this
 * object and must outlive the iterator.
 */
final class KeyBound implements AutoCloseable {

  /** One more than a key can have, so that a bound of 0xFF throughout is above every key. */
  private static final int CAPACITY = Engine.MAX_KEY_BYTES + 1;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
  private final MutableDirectBuffer view = Flyweights.wrap(bytes);
  private final DirectSlice slice = new DirectSlice(bytes, CAPACITY);
  private int length;

  /** What {@code ReadOptions} gets. */
  DirectSlice slice() {
    return slice;
  }

  void set(DirectBuffer buffer, int offset, int newLength) {
    KeyScratch.checkRange(buffer, offset, newLength);
    KeyScratch.checkKey(newLength);
    view.putBytes(0, buffer, offset, newLength);
    resize(newLength);
  }

  /** Below every key. */
  void setLowest() {
    resize(0);
  }

  /** Above every key: iterators take no bound away again, so its absence is a high one. */
  void setHighest() {
    if (length != CAPACITY) {
      view.setMemory(0, CAPACITY, (byte) 0xFF);
      resize(CAPACITY);
    }
  }

  /** Compares a key with this bound: negative when the key is lower. Unsigned bytes. */
  int compare(DirectBuffer key, int keyLength) {
    int common = Math.min(keyLength, length);
    int at = 0;
    while (at + Long.BYTES <= common) {
      long left = key.getLong(at, ByteOrder.BIG_ENDIAN);
      long right = view.getLong(at, ByteOrder.BIG_ENDIAN);
      if (left != right) {
        return Long.compareUnsigned(left, right);
      }
      at += Long.BYTES;
    }
    while (at < common) {
      int difference = (key.getByte(at) & 0xFF) - (view.getByte(at) & 0xFF);
      if (difference != 0) {
        return difference;
      }
      at++;
    }
    return keyLength - length;
  }

  boolean isAbove(KeyBound other) {
    return other.compare(view, length) > 0;
  }

  @Override
  public void close() {
    slice.close();
  }

  private void resize(int newLength) {
    length = newLength;
    slice.setLength(newLength);
  }
}
