package io.ashlar.store.conformance;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.store.ReadSource;
import io.ashlar.store.WriteSource;
import io.ashlar.store.WriteVisitor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** A reusable write set over one direct buffer; allocates only when it is made. */
public final class TestWrites implements WriteSource {

  /** Bytes before the payload of a value. */
  public static final int HEADER = RowFormat.VERSION_OFFSET;

  private static final int MAX_ENTRIES = 512;
  private static final int PUT = 0;
  private static final int DELETE = 1;
  private static final int CHECK = 2;

  private final MutableDirectBuffer buffer = Flyweights.wrap(ByteBuffer.allocateDirect(1 << 18));
  private final int[] kinds = new int[MAX_ENTRIES];
  private final int[] keyOffsets = new int[MAX_ENTRIES];
  private final int[] keyLengths = new int[MAX_ENTRIES];
  private final int[] valueLengths = new int[MAX_ENTRIES];
  private final long[] readAts = new long[MAX_ENTRIES];
  private ReadSource reads = ReadSource.NONE;
  private int size;
  private int end;

  /** Empty. */
  public TestWrites() {}

  /**
   * A key as the tests spell it.
   *
   * @param keyspace the keyspace id
   * @param text the rest of the key
   * @return the key
   */
  public static MutableDirectBuffer key(int keyspace, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MutableDirectBuffer key = Flyweights.wrap(ByteBuffer.allocateDirect(4 + bytes.length));
    KeyspacePrefix.put(key, 0, keyspace);
    key.putBytes(4, bytes);
    return key;
  }

  /**
   * Forgets all entries.
   *
   * @return this
   */
  public TestWrites clear() {
    reads = ReadSource.NONE;
    size = 0;
    end = 0;
    return this;
  }

  /**
   * Adds a put.
   *
   * @param key the key
   * @param payload first eight bytes after the header
   * @param payloadBytes bytes after the header, at least 8
   * @param readAt as in the seam
   * @return this
   */
  public TestWrites put(MutableDirectBuffer key, long payload, int payloadBytes, long readAt) {
    add(PUT, key, HEADER + payloadBytes, readAt);
    int value = end - HEADER - payloadBytes;
    buffer.setMemory(value, HEADER + payloadBytes, (byte) 0);
    buffer.putByte(value, (byte) 1);
    buffer.putLong(value + HEADER, payload);
    return this;
  }

  /**
   * Adds a put of eight bytes.
   *
   * @param key the key
   * @param payload the bytes
   * @param readAt as in the seam
   * @return this
   */
  public TestWrites put(MutableDirectBuffer key, long payload, long readAt) {
    return put(key, payload, Long.BYTES, readAt);
  }

  /**
   * Adds a delete.
   *
   * @param key the key
   * @param readAt as in the seam
   * @return this
   */
  public TestWrites delete(MutableDirectBuffer key, long readAt) {
    add(DELETE, key, 0, readAt);
    return this;
  }

  /**
   * Adds a check.
   *
   * @param key the key
   * @param readAt as in the seam
   * @return this
   */
  public TestWrites check(MutableDirectBuffer key, long readAt) {
    add(CHECK, key, 0, readAt);
    return this;
  }

  /**
   * Joins reads.
   *
   * @param source the reads
   * @return this
   */
  public TestWrites reads(ReadSource source) {
    reads = source;
    return this;
  }

  @Override
  public ReadSource reads() {
    return reads;
  }

  private void add(int kind, MutableDirectBuffer key, int valueLength, long readAt) {
    kinds[size] = kind;
    keyOffsets[size] = end;
    keyLengths[size] = key.capacity();
    valueLengths[size] = valueLength;
    readAts[size] = readAt;
    buffer.putBytes(end, key, 0, key.capacity());
    end += key.capacity() + valueLength;
    size++;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long bytes() {
    return end;
  }

  @Override
  public void forEach(WriteVisitor visitor) {
    for (int i = 0; i < size; i++) {
      int key = keyOffsets[i];
      int keyLength = keyLengths[i];
      if (kinds[i] == PUT) {
        visitor.put(buffer, key, keyLength, buffer, key + keyLength, valueLengths[i], readAts[i]);
      } else if (kinds[i] == DELETE) {
        visitor.delete(buffer, key, keyLength, readAts[i]);
      } else {
        visitor.check(buffer, key, keyLength, readAts[i]);
      }
    }
  }
}
