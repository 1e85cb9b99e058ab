package io.ashlar.txn.lock;

import java.util.Arrays;

/**
 * The hashes of the row locks that one owner holds, each with the timestamp up to which its key is
 * known. A list in order of acquisition with an open-addressing index beside it.
 */
final class HeldRows {

  private static final int INITIAL_CAPACITY = 16;

  /** A list that has grown beyond this is given up once it is empty. */
  private static final int RETAINED_CAPACITY = 8 * 1024;

  private long[] hashes = new long[INITIAL_CAPACITY];
  private long[] readAts = new long[INITIAL_CAPACITY];

  /** List index + 1, or 0; at most half full, so that probes end. */
  private int[] slots = new int[2 * INITIAL_CAPACITY];

  private int size;

  int size() {
    return size;
  }

  long hash(int index) {
    return hashes[index];
  }

  long readAt(int index) {
    return readAts[index];
  }

  void readAt(int index, long timestamp) {
    readAts[index] = timestamp;
  }

  /** Makes room for one more, so that {@link #add} cannot fail once the lock is granted. */
  void reserve() {
    if (size < hashes.length) {
      return;
    }
    int capacity = hashes.length * 2;
    long[] grownHashes = Arrays.copyOf(hashes, capacity);
    long[] grownReadAts = Arrays.copyOf(readAts, capacity);
    slots = new int[2 * capacity];
    hashes = grownHashes;
    readAts = grownReadAts;
    for (int i = 0; i < size; i++) {
      slots[freeSlot(hashes[i])] = i + 1;
    }
  }

  void add(long hash) {
    hashes[size] = hash;
    readAts[size] = 0;
    slots[freeSlot(hash)] = ++size;
  }

  int find(long hash) {
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash) {
        return index;
      }
    }
    return -1;
  }

  /** Empties the list. Allocates nothing: locks are given back whatever else fails. */
  void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
      size = 0;
    }
  }

  /** Gives up a list that has grown large; it is empty. */
  void trim() {
    if (hashes.length > RETAINED_CAPACITY) {
      long[] fewHashes = new long[INITIAL_CAPACITY];
      long[] fewReadAts = new long[INITIAL_CAPACITY];
      slots = new int[2 * INITIAL_CAPACITY];
      hashes = fewHashes;
      readAts = fewReadAts;
    }
  }

  private int freeSlot(long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
