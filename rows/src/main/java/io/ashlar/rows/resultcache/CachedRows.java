package io.ashlar.rows.resultcache;

import io.ashlar.codec.memory.Flyweights;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The rows of one result, in their order, as they were at one view. Each is the length of its key
 * (4 bytes), the key with its keyspace id, the length of its value, and the value. Immutable once
 * it is complete.
 */
public final class CachedRows {

  private static final int INITIAL_BYTES = 1 << 10;

  private final long view;
  private final int limitBytes;
  private byte[] data = new byte[INITIAL_BYTES];
  private final MutableDirectBuffer buffer = Flyweights.wrap(data);
  private int length;
  private int rows;

  /** Whether every row that an index led to is in it, those that a filter rejected included. */
  private boolean allFetched;

  /**
   * Begins a result.
   *
   * @param view the timestamp of the view that is read
   * @param limitBytes what it may take
   */
  public CachedRows(long view, int limitBytes) {
    this.view = view;
    this.limitBytes = limitBytes;
  }

  /**
   * Adds a row.
   *
   * @param key holds the key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value
   * @param valueOffset where it starts
   * @param valueLength its bytes
   * @return false when the result would be too large; it is of no use then
   */
  public boolean add(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    long needed = (long) length + 2 * Integer.BYTES + keyLength + valueLength;
    if (needed > limitBytes) {
      return false;
    }
    if (needed > data.length) {
      data = Arrays.copyOf(data, (int) Math.min(limitBytes, 2 * needed));
      buffer.wrap(data);
    }
    buffer.putInt(length, keyLength);
    buffer.putBytes(length + Integer.BYTES, key, keyOffset, keyLength);
    int at = length + Integer.BYTES + keyLength;
    buffer.putInt(at, valueLength);
    buffer.putBytes(at + Integer.BYTES, value, valueOffset, valueLength);
    length = (int) needed;
    rows++;
    return true;
  }

  /**
   * Ends the result: nothing is added any more.
   *
   * @param complete whether every row that an index led to is in it
   */
  public void finish(boolean complete) {
    data = Arrays.copyOf(data, length);
    buffer.wrap(data);
    allFetched = complete;
  }

  /**
   * The view that was read.
   *
   * @return its timestamp
   */
  public long view() {
    return view;
  }

  /**
   * How many rows there are.
   *
   * @return the number
   */
  public int rows() {
    return rows;
  }

  /**
   * Whether every row that an index led to is in it.
   *
   * @return false when a filter rejected some of them
   */
  public boolean allFetched() {
    return allFetched;
  }

  /**
   * What it takes.
   *
   * @return bytes of the rows
   */
  public int bytes() {
    return length;
  }

  /**
   * Bytes of the key of the row at a position; the key is behind this number.
   *
   * @param position where a row begins, from 0
   * @return the length
   */
  public int keyLength(int position) {
    return buffer.getInt(position);
  }

  /**
   * Where the key of the row at a position is.
   *
   * @param position where a row begins
   * @return the offset in {@link #buffer}
   */
  public int keyOffset(int position) {
    return position + Integer.BYTES;
  }

  /**
   * Bytes of the value of the row at a position.
   *
   * @param position where a row begins
   * @return the length
   */
  public int valueLength(int position) {
    return buffer.getInt(keyOffset(position) + keyLength(position));
  }

  /**
   * Where the value of the row at a position is.
   *
   * @param position where a row begins
   * @return the offset in {@link #buffer}
   */
  public int valueOffset(int position) {
    return keyOffset(position) + keyLength(position) + Integer.BYTES;
  }

  /**
   * Where the row behind the one at a position begins.
   *
   * @param position where a row begins
   * @return the next position
   */
  public int next(int position) {
    return valueOffset(position) + valueLength(position);
  }

  /**
   * All rows.
   *
   * @return their bytes, not to be written
   */
  public DirectBuffer buffer() {
    return buffer;
  }
}
