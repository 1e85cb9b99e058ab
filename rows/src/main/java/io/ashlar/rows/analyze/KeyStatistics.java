package io.ashlar.rows.analyze;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What an analysis has found in the keys of one keyspace. Immutable; arrays are shared and must not
 * be changed.
 *
 * <p>The histogram is equi-depth: between two neighbours of the boundaries lie equally many keys.
 * Boundaries are encoded keys without their keyspace id, cut to {@link #BOUNDARY_BYTES}.
 */
public final class KeyStatistics {

  /** Most buckets of a histogram. */
  public static final int MAX_BUCKETS = 128;

  /** Bytes of a boundary at most: what lies behind tells too few keys apart. */
  public static final int BOUNDARY_BYTES = 64;

  private final int keyspaceId;
  private final long entries;
  private final long bytes;
  private final long[] distinct;
  private final long[] nulls;
  private final byte[][] boundaries;
  private final MutableDirectBuffer[] buffers;

  /**
   * Takes over the arrays.
   *
   * @param keyspaceId where the keys live
   * @param entries how many there are
   * @param bytes their bytes, values included
   * @param distinct for each column, how many different prefixes end with it
   * @param nulls for each column, in how many keys it is null
   * @param boundaries of the histogram, in key order; none, or two and more
   */
  public KeyStatistics(
      int keyspaceId,
      long entries,
      long bytes,
      long[] distinct,
      long[] nulls,
      byte[][] boundaries) {
    this.keyspaceId = keyspaceId;
    this.entries = entries;
    this.bytes = bytes;
    this.distinct = distinct;
    this.nulls = nulls;
    this.boundaries = boundaries;
    this.buffers = new MutableDirectBuffer[boundaries.length];
    for (int i = 0; i < boundaries.length; i++) {
      buffers[i] = Flyweights.wrap(boundaries[i]);
    }
  }

  /**
   * Where the keys live.
   *
   * @return the keyspace id
   */
  public int keyspaceId() {
    return keyspaceId;
  }

  /**
   * How many keys there were.
   *
   * @return the number
   */
  public long entries() {
    return entries;
  }

  /**
   * The bytes of all keys and values.
   *
   * @return the sum
   */
  public long bytes() {
    return bytes;
  }

  /**
   * How many columns were looked at.
   *
   * @return the columns of the index, or of the primary key
   */
  public int columns() {
    return distinct.length;
  }

  /**
   * How many different prefixes of so many columns there were.
   *
   * @param columns the length of the prefix, at least 1
   * @return the number; that of all keys beyond {@link #columns()}
   */
  public long distinct(int columns) {
    return columns > distinct.length ? entries : distinct[columns - 1];
  }

  /**
   * In how many keys a column was null.
   *
   * @param position the column's place in the key
   * @return the number; 0 beyond {@link #columns()}
   */
  public long nulls(int position) {
    return position >= nulls.length ? 0 : nulls[position];
  }

  byte[][] boundaries() {
    return boundaries;
  }

  /**
   * The share of one bucket.
   *
   * @return such as 1/128; 1 without a histogram
   */
  public double bucket() {
    return boundaries.length < 2 ? 1 : 1.0 / (boundaries.length - 1);
  }

  /**
   * The share of the keys that lie below a key. Within a bucket it takes the bytes as numbers that
   * are spread evenly.
   *
   * @param key holds the key, without a keyspace id
   * @param offset where it starts
   * @param length its bytes
   * @return from 0 to 1
   */
  public double below(DirectBuffer key, int offset, int length) {
    int buckets = boundaries.length - 1;
    if (buckets < 1) {
      return 0.5;
    }
    int low = 0;
    int high = boundaries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (UnsignedBytes.compare(buffers[middle], 0, boundaries[middle].length, key, offset, length)
          < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    if (low > buckets) {
      return 1;
    }
    return (low - 1 + within(buffers[low - 1], buffers[low], key, offset, length)) / buckets;
  }

  private static double within(
      DirectBuffer low, DirectBuffer high, DirectBuffer key, int offset, int length) {
    int from = 0;
    int common = Math.min(low.capacity(), high.capacity());
    while (from < common && low.getByte(from) == high.getByte(from)) {
      from++;
    }
    double bottom = number(low, from, low.capacity());
    double top = number(high, from, high.capacity());
    double at = number(key, offset + from, offset + length);
    return top <= bottom ? 0.5 : Math.max(0, Math.min(1, (at - bottom) / (top - bottom)));
  }

  /** Up to eight bytes as the digits of a number. */
  private static double number(DirectBuffer bytes, int from, int end) {
    double number = 0;
    double weight = 1;
    for (int i = from; i < end && i < from + Long.BYTES; i++) {
      weight /= 256;
      number += (bytes.getByte(i) & 0xFF) * weight;
    }
    return number;
  }
}
