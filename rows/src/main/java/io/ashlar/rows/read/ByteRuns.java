package io.ashlar.rows.read;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Runs of bytes one behind the other in heap memory that is kept and grows; they can be put in
 * order. Allocates nothing once it has grown.
 */
final class ByteRuns {

  private static final int INITIAL_RUNS = 64;
  private static final int MAX_BYTES = 1 << 30;

  private final MutableDirectBuffer bytes = Flyweights.wrap(new byte[INITIAL_RUNS * 16]);

  /** Where each run starts, and behind the last its end. */
  private int[] starts = new int[INITIAL_RUNS + 1];

  private int count;
  private int[] order = new int[0];
  private int[] spare = new int[0];

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  void add(DirectBuffer from, int offset, int length) {
    int start = starts[count];
    if (length > MAX_BYTES - start) {
      throw new LimitExceededException(
          "The batch is too large.", "bytes", start, "limitBytes", MAX_BYTES);
    }
    if (bytes.capacity() < start + length) {
      long doubled = Math.min(2L * bytes.capacity(), MAX_BYTES);
      byte[] larger = new byte[Math.max(start + length, (int) doubled)];
      bytes.getBytes(0, larger, 0, start);
      bytes.wrap(larger);
    }
    if (count + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    bytes.putBytes(start, from, offset, length);
    starts[++count] = start + length;
  }

  DirectBuffer buffer() {
    return bytes;
  }

  int offset(int run) {
    return starts[run];
  }

  int length(int run) {
    return starts[run + 1] - starts[run];
  }

  /** The numbers of the runs in the order of their bytes, until the next call. */
  int[] sorted() {
    if (order.length < count) {
      order = new int[Math.max(count, 2 * order.length)];
      spare = new int[order.length];
    }
    boolean ascending = true;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      ascending = ascending && (i == 0 || compare(i - 1, i) <= 0);
    }
    // Keys are often asked for in order already.
    return ascending ? order : merged();
  }

  /** Merges runs of twice the width in each pass. */
  private int[] merged() {
    int[] from = order;
    int[] into = spare;
    for (int width = 1; width < count && width > 0; width <<= 1) {
      for (int low = 0; low < count; low += 2 * width) {
        merge(from, into, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
      }
      int[] swapped = from;
      from = into;
      into = swapped;
    }
    return from;
  }

  private void merge(int[] from, int[] into, int low, int middle, int high) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft = left < middle && (right == high || compare(from[left], from[right]) <= 0);
      into[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int a, int b) {
    return UnsignedBytes.compare(bytes, starts[a], length(a), bytes, starts[b], length(b));
  }
}
