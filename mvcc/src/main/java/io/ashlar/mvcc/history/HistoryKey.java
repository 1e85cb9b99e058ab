package io.ashlar.mvcc.history;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.engine.Engine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes keys of the history; the package documentation gives the format. Reusable. */
final class HistoryKey {
  /** Keyspace id and bucket. */
  static final int HEAD_BYTES = KeyspacePrefix.BYTES + Integer.BYTES;

  static final int END_BYTES = Long.BYTES;

  private final MutableDirectBuffer buffer =
      Flyweights.wrap(ByteBuffer.allocateDirect(Engine.MAX_KEY_BYTES));
  private int length;

  MutableDirectBuffer buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  /** The least key of a bucket. */
  HistoryKey bucket(int keyspaceId, int bucket) {
    KeyspacePrefix.put(buffer, 0, keyspaceId);
    buffer.putInt(KeyspacePrefix.BYTES, bucket, ByteOrder.BIG_ENDIAN);
    length = HEAD_BYTES;
    return this;
  }

  /** What keys of the newest rows begin with. */
  HistoryKey keyspace(int keyspaceId) {
    KeyspacePrefix.put(buffer, 0, keyspaceId);
    length = KeyspacePrefix.BYTES;
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
    return historyKey.getInt(KeyspacePrefix.BYTES, ByteOrder.BIG_ENDIAN);
  }

  static int rowBytes(int historyKeyLength) {
    return historyKeyLength - HEAD_BYTES - END_BYTES;
  }

  static long endOf(DirectBuffer historyKey, int historyKeyLength) {
    return historyKey.getLong(historyKeyLength - END_BYTES, ByteOrder.BIG_ENDIAN);
  }
}
