package io.ashlar.txn.readset;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.store.ReadVisitor;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Ranges, lower bound inclusive and upper exclusive.
 *
 * <p>Invariant: sorted and disjoint, none is empty, and each lies in one keyspace; two that touch
 * are of different keyspaces. So both bounds ascend, and one binary search finds whether a key is
 * inside.
 */
final class ReadRanges {

  /** Beyond it the set is coarsened: a range that comes moves those behind it. */
  static final int MAX_RANGES = 1 << 12;

  private static final int FIRST_RANGES = 16;

  private final KeyBytes keys;

  private int[] lowers = new int[FIRST_RANGES];
  private int[] lowerLengths = new int[FIRST_RANGES];
  private int[] uppers = new int[FIRST_RANGES];
  private int[] upperLengths = new int[FIRST_RANGES];
  private int count;

  ReadRanges(KeyBytes keys) {
    this.keys = keys;
  }

  int count() {
    return count;
  }

  /** Adds a range that is not empty; false when there is no room for it. */
  boolean add(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    int keyspace = lower.getInt(lowerOffset);
    int first = firstEndingFrom(lower, lowerOffset, lowerLength, false);
    if (first < count
        && keyspaceOf(first) != keyspace
        && compareUpper(first, lower, lowerOffset, lowerLength) == 0) {
      first++;
    }
    if (!startsBy(first, keyspace, upper, upperOffset, upperLength)) {
      return insert(first, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
    }
    boolean below = compareLower(first, lower, lowerOffset, lowerLength) > 0;
    boolean above = compareUpper(first, upper, upperOffset, upperLength) < 0;
    if (!keys.fits((below ? lowerLength : 0) + (above ? upperLength : 0))) {
      return false;
    }
    if (below) {
      lowers[first] = keys.append(lower, lowerOffset, lowerLength);
      lowerLengths[first] = lowerLength;
    }
    if (above) {
      absorb(first, keyspace, upper, upperOffset, upperLength);
    }
    return true;
  }

  /** Moves the upper bound of a range out, over those that it then touches. */
  private void absorb(int first, int keyspace, DirectBuffer upper, int offset, int length) {
    int last = first;
    while (startsBy(last + 1, keyspace, upper, offset, length)) {
      last++;
    }
    if (last > first && compareUpper(last, upper, offset, length) >= 0) {
      uppers[first] = uppers[last];
      upperLengths[first] = upperLengths[last];
    } else {
      uppers[first] = keys.append(upper, offset, length);
      upperLengths[first] = length;
    }
    move(last + 1, first + 1);
    count -= last - first;
  }

  private boolean insert(
      int at,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    if (count == MAX_RANGES || !keys.fits(lowerLength + upperLength)) {
      return false;
    }
    if (count == lowers.length) {
      lowerLengths = Arrays.copyOf(lowerLengths, 2 * count);
      uppers = Arrays.copyOf(uppers, 2 * count);
      upperLengths = Arrays.copyOf(upperLengths, 2 * count);
      // Last, since its length says for how many there is room.
      lowers = Arrays.copyOf(lowers, 2 * count);
    }
    move(at, at + 1);
    count++;
    lowers[at] = keys.append(lower, lowerOffset, lowerLength);
    lowerLengths[at] = lowerLength;
    uppers[at] = keys.append(upper, upperOffset, upperLength);
    upperLengths[at] = upperLength;
    return true;
  }

  private void move(int from, int to) {
    int moved = count - from;
    System.arraycopy(lowers, from, lowers, to, moved);
    System.arraycopy(lowerLengths, from, lowerLengths, to, moved);
    System.arraycopy(uppers, from, uppers, to, moved);
    System.arraycopy(upperLengths, from, upperLengths, to, moved);
  }

  /** Whether there is such a range and it overlaps or touches, from above, what ends there. */
  private boolean startsBy(int range, int keyspace, DirectBuffer upper, int offset, int length) {
    if (range >= count) {
      return false;
    }
    int order = compareLower(range, upper, offset, length);
    return order < 0 || (order == 0 && keyspaceOf(range) == keyspace);
  }

  /** The id as it lies there, to be compared for equality only. */
  private int keyspaceOf(int range) {
    return keys.buffer().getInt(lowers[range]);
  }

  boolean covers(DirectBuffer key, int offset, int length) {
    int range = firstEndingFrom(key, offset, length, true);
    return range < count && compareLower(range, key, offset, length) <= 0;
  }

  /** The first range whose upper bound is at the key or above it, or only above it. */
  private int firstEndingFrom(DirectBuffer key, int offset, int length, boolean above) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compareUpper(middle, key, offset, length);
      if (order < 0 || (above && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compareLower(int range, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(
        keys.buffer(), lowers[range], lowerLengths[range], key, offset, length);
  }

  private int compareUpper(int range, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(
        keys.buffer(), uppers[range], upperLengths[range], key, offset, length);
  }

  void forEach(ReadVisitor visitor) {
    for (int i = 0; i < count; i++) {
      visitor.range(
          keys.buffer(), lowers[i], lowerLengths[i], keys.buffer(), uppers[i], upperLengths[i]);
    }
  }

  void clear() {
    count = 0;
  }
}
