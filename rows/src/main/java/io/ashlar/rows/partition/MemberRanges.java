package io.ashlar.rows.partition;

import java.util.Arrays;

/**
 * The numbers of the ranges that some values lie in, sorted and searched by halving. Reusable;
 * allocates when it meets more of them than ever before, or sorts some thousands.
 */
final class MemberRanges {

  private long[] ranges = new long[8];
  private int count;
  private boolean sorted;

  void clear() {
    count = 0;
    sorted = true;
  }

  void add(long range) {
    if (count > 0 && ranges[count - 1] == range) {
      return;
    }
    if (count == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * count);
    }
    sorted &= count == 0 || ranges[count - 1] < range;
    ranges[count++] = range;
  }

  /** Ends the adding; returns false when nothing was added. */
  boolean finish() {
    if (!sorted) {
      Arrays.sort(ranges, 0, count);
    }
    return count > 0;
  }

  long least() {
    return ranges[0];
  }

  long greatest() {
    return ranges[count - 1];
  }

  boolean contains(long range) {
    return Arrays.binarySearch(ranges, 0, count, range) >= 0;
  }
}
