package io.ashlar.bench.crud;

import java.util.Arrays;

/** The ids of the documents that one worker has made and not deleted. Confined to its thread. */
final class LiveIds {

  private long[] ids = new long[1_024];
  private int size;

  void add(long id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
    }
    ids[size++] = id;
  }

  long at(int position) {
    return ids[position];
  }

  /** The last id takes the place of the one that goes. */
  void remove(int position) {
    ids[position] = ids[--size];
  }

  int size() {
    return size;
  }
}
