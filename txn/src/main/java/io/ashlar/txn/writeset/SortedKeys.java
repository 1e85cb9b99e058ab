package io.ashlar.txn.writeset;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The key numbers of a write set in key order, brought up to date when a scan asks: the keys added
 * since the last time are sorted among themselves and merged in from the back.
 */
final class SortedKeys {

  private static final int INITIAL_KEYS = 32;
  private static final int RETAINED_KEYS = 16 * 1024;
  private static final int INSERTION_SORT_KEYS = 12;

  private final EntryLog log;
  private final KeyIndex index;

  /** The first {@code count} hold every key number below {@code count}, in key order. */
  private int[] sorted = new int[INITIAL_KEYS];

  private int[] added = new int[INITIAL_KEYS];
  private int[] scratch = new int[INITIAL_KEYS];
  private int count;

  /** Changes whenever a position in the order may mean another key. */
  private int version;

  SortedKeys(EntryLog log, KeyIndex index) {
    this.log = log;
    this.index = index;
  }

  int version() {
    return version;
  }

  int count() {
    return count;
  }

  int keyNumber(int position) {
    return sorted[position];
  }

  /** Takes in the keys added since the last call. */
  void update() {
    int total = index.count();
    if (total == count) {
      return;
    }
    int fresh = total - count;
    reserve(total, fresh);
    for (int i = 0; i < fresh; i++) {
      added[i] = count + i;
    }
    sort(0, fresh);
    merge(fresh);
    version++;
  }

  /** Forgets the keys numbered {@code keys} and above, before they leave the index. */
  void truncate(int keys) {
    if (count <= keys) {
      return;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (sorted[i] < keys) {
        sorted[kept++] = sorted[i];
      }
    }
    count = kept;
    version++;
  }

  void clear() {
    count = 0;
    version++;
  }

  /** Gives up what has grown large; it is empty. */
  void trim() {
    if (sorted.length > RETAINED_KEYS) {
      sorted = new int[INITIAL_KEYS];
      scratch = new int[INITIAL_KEYS];
      added = new int[INITIAL_KEYS];
    }
  }

  /** The first position whose key is equal to or above the given one. */
  int lowerBound(DirectBuffer key, int offset, int length) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.compareKey(index.newest(sorted[middle]), key, offset, length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The position of a key that has been taken in. */
  int positionOf(int keyNumber) {
    int entry = index.newest(keyNumber);
    return lowerBound(log.buffer(entry), log.keyOffset(entry), log.keyLength(entry));
  }

  /** From the greatest added key down: move what is above it, once, and put it in its place. */
  private void merge(int fresh) {
    int end = count;
    for (int i = fresh - 1; i >= 0; i--) {
      int at = upperBound(added[i], end);
      System.arraycopy(sorted, at, sorted, at + i + 1, end - at);
      sorted[at + i] = added[i];
      end = at;
    }
    count += fresh;
  }

  private int upperBound(int keyNumber, int end) {
    int low = 0;
    int high = end;
    // Appending in key order is common: one comparison settles it.
    if (end > 0 && compare(sorted[end - 1], keyNumber) < 0) {
      return end;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(sorted[middle], keyNumber) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void sort(int from, int to) {
    if (to - from <= INSERTION_SORT_KEYS) {
      insertionSort(from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (compare(added[middle - 1], added[middle]) < 0) {
      return;
    }
    System.arraycopy(added, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    int out = from;
    while (left < middle) {
      boolean takeRight = right < to && compare(added[right], scratch[left]) < 0;
      added[out++] = takeRight ? added[right++] : scratch[left++];
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int key = added[i];
      int at = i;
      while (at > from && compare(added[at - 1], key) > 0) {
        added[at] = added[at - 1];
        at--;
      }
      added[at] = key;
    }
  }

  private int compare(int a, int b) {
    return log.compareKeys(index.newest(a), index.newest(b));
  }

  private void reserve(int total, int fresh) {
    if (sorted.length < total) {
      sorted = Arrays.copyOf(sorted, Math.max(total, sorted.length * 2));
    }
    if (added.length < fresh) {
      int capacity = Math.max(fresh, added.length * 2);
      scratch = new int[capacity];
      // Last, since its length says for how many there is room.
      added = new int[capacity];
    }
  }
}
