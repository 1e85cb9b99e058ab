package io.ashlar.rows.partition;

import io.ashlar.codec.key.UnsignedBytes;
import java.util.Arrays;
import java.util.Comparator;
import org.agrona.DirectBuffer;

/**
 * The partitions of a table at one time, by bound; those with the same bound by their age: of them
 * one at most is live, the last, and the others were dropped. Immutable.
 */
final class PartitionSet {

  static final PartitionSet EMPTY = new PartitionSet(new TablePartition[0]);

  private static final Comparator<TablePartition> ORDER =
      Comparator.<TablePartition, DirectBuffer>comparing(
              TablePartition::bound,
              (a, b) -> UnsignedBytes.compare(a, 0, a.capacity(), b, 0, b.capacity()))
          .thenComparing(TablePartition::id);

  private final TablePartition[] sorted;

  private PartitionSet(TablePartition[] sorted) {
    this.sorted = sorted;
  }

  int size() {
    return sorted.length;
  }

  TablePartition get(int index) {
    return sorted[index];
  }

  /** With one more, and without those that no view can see any more. */
  PartitionSet with(TablePartition added, long oldestView) {
    TablePartition[] next = Arrays.copyOf(sorted, sorted.length + 1);
    next[sorted.length] = added;
    Arrays.sort(next, ORDER);
    return new PartitionSet(next).without(oldestView);
  }

  /** Without those that were dropped and that no view can see any more. */
  PartitionSet without(long oldestView) {
    return new PartitionSet(
        Arrays.stream(sorted)
            .filter(p -> p.isLive() || p.isBeingDropped() || p.droppedAt() > oldestView)
            .toArray(TablePartition[]::new));
  }

  /** Where the partitions begin whose bound is at or above the given one. */
  int ceiling(DirectBuffer bound, int length) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, bound, length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isAt(int index, DirectBuffer bound, int length) {
    return index < sorted.length && compare(index, bound, length) == 0;
  }

  private int compare(int index, DirectBuffer bound, int length) {
    DirectBuffer own = sorted[index].bound();
    return UnsignedBytes.compare(own, 0, own.capacity(), bound, 0, length);
  }

  /** The live partition of a bound, or null. */
  TablePartition live(DirectBuffer bound, int length) {
    for (int i = ceiling(bound, length); isAt(i, bound, length); i++) {
      if (!sorted[i].isBeingDropped() && !sorted[i].isLive()) {
        continue;
      }
      return sorted[i];
    }
    return null;
  }
}
