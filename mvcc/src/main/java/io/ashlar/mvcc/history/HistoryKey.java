package io.ashlar.mvcc.history;

import io.ashlar.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes keys of the history; the package documentation gives the format. Reusable. */
final class HistoryKey {

  static final int KEYSPACE_BYTES = Integer.BYTES;

  /** Keyspace id and bucket. */
  static final int HEAD_BYTES = 2 * Integer.BYTES;

  static final int END_BYTES = Long.BYTES;

  private final UnsafeBuffer buffer =
      new UnsafeBuffer(ByteBuffer.allocateDirect(Engine.MAX_KEY_BYTES));
  private int length;

  UnsafeBuffer buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  /** The least key of a bucket. */
  HistoryKey bucket(int keyspaceId, int bucket) {
    buffer.putInt(0, keyspaceId, ByteOrder.BIG_ENDIAN);
    buffer.putInt(KEYSPACE_BYTES, bucket, ByteOrder.BIG_ENDIAN);
    length = HEAD_BYTES;
    return this;
  }

  /** What keys of the newest rows begin with. */
  HistoryKey keyspace(int keyspaceId) {
    buffer.putInt(0, keyspaceId, ByteOrder.BIG_ENDIAN);
    length = KEYSPACE_BYTES;
    return this;
  }

  /** Goes on with a key, without its keyspace id. */
  HistoryKey append(DirectBuffer key, int offset, int bytes) {
    buffer.putBytes(length, key, offset, bytes);
    length += bytes;
    return this;
  }

  /** Ends with the timestamp that ended the version. */
  HistoryKey end(long timestamp) {
    buffer.putLong(length, timestamp, ByteOrder.BIG_ENDIAN);
    length += END_BYTES;
    return this;
  }

  static int bucketOf(DirectBuffer historyKey) {
    return historyKey.getInt(KEYSPACE_BYTES, ByteOrder.BIG_ENDIAN);
  }

  static int rowBytes(int historyKeyLength) {
    return historyKeyLength - HEAD_BYTES - END_BYTES;
  }

  static long endOf(DirectBuffer historyKey, int historyKeyLength) {
    return historyKey.getLong(historyKeyLength - END_BYTES, ByteOrder.BIG_ENDIAN);
  }
}
