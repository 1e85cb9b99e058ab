package io.ashlar.rows.load;

import io.ashlar.codec.key.UnsignedBytes;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Several sorted sources as one. Of equal keys those of an earlier source come first. Closes its
 * sources.
 */
final class MergedEntries implements SortedEntries {

  private final List<SortedEntries> sources;

  /** A heap of the sources that stand on an entry, by their keys and then by their numbers. */
  private final int[] heap;

  private int size;
  private boolean begun;
  private SortedEntries current;

  MergedEntries(List<SortedEntries> sources) {
    this.sources = List.copyOf(sources);
    this.heap = new int[sources.size()];
  }

  @Override
  public boolean next() {
    if (!begun) {
      begun = true;
      for (int i = 0; i < sources.size(); i++) {
        if (sources.get(i).next()) {
          heap[size++] = i;
        }
      }
      for (int i = size / 2 - 1; i >= 0; i--) {
        sink(i);
      }
    } else if (size > 0) {
      if (!current.next()) {
        heap[0] = heap[--size];
      }
      sink(0);
    }
    if (size == 0) {
      return false;
    }
    current = sources.get(heap[0]);
    return true;
  }

  private void sink(int from) {
    int at = from;
    while (true) {
      int least = at;
      int left = 2 * at + 1;
      if (left < size && precedes(heap[left], heap[least])) {
        least = left;
      }
      if (left + 1 < size && precedes(heap[left + 1], heap[least])) {
        least = left + 1;
      }
      if (least == at) {
        return;
      }
      int moved = heap[at];
      heap[at] = heap[least];
      heap[least] = moved;
      at = least;
    }
  }

  private boolean precedes(int a, int b) {
    SortedEntries left = sources.get(a);
    SortedEntries right = sources.get(b);
    int order =
        UnsignedBytes.compare(
            left.buffer(),
            left.keyOffset(),
            left.keyLength(),
            right.buffer(),
            right.keyOffset(),
            right.keyLength());
    return order < 0 || (order == 0 && a < b);
  }

  @Override
  public DirectBuffer buffer() {
    return current.buffer();
  }

  @Override
  public int keyOffset() {
    return current.keyOffset();
  }

  @Override
  public int keyLength() {
    return current.keyLength();
  }

  @Override
  public int valueOffset() {
    return current.valueOffset();
  }

  @Override
  public int valueLength() {
    return current.valueLength();
  }

  @Override
  public long number() {
    return current.number();
  }

  @Override
  public void close() {
    Closing.all(sources.stream().<Runnable>map(source -> source::close).toList());
  }
}
