package io.ashlar.txn.writeset;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The distinct keys of a write set, numbered in order of first appearance, each with its hash and
 * its newest entry; found through an open-addressing table of key numbers.
 *
 * <p>Keys are removed in the reverse order of addition only. That undoes linear probing exactly: an
 * insertion fills one empty slot, and emptying the last one filled restores the table as it was. A
 * resize inserts by number, so it keeps that property.
 */
final class KeyIndex {

  private static final int INITIAL_KEYS = 32;
  private static final int RETAINED_KEYS = 16 * 1024;

  private final EntryLog log;
  private long[] hashes = new long[INITIAL_KEYS];
  private int[] newest = new int[INITIAL_KEYS];

  /** Key number + 1, or 0; at most half full, so that probes end. */
  private int[] slots = new int[2 * INITIAL_KEYS];

  private int count;

  KeyIndex(EntryLog log) {
    this.log = log;
  }

  int count() {
    return count;
  }

  int newest(int keyNumber) {
    return newest[keyNumber];
  }

  void newest(int keyNumber, int entry) {
    newest[keyNumber] = entry;
  }

  /** The number of the key, or -1. */
  int find(long hash, DirectBuffer key, int offset, int length) {
    int mask = slots.length - 1;
    for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int number = slots[slot] - 1;
      if (hashes[number] == hash && log.keyEquals(newest[number], key, offset, length)) {
        return number;
      }
    }
    return EntryLog.NONE;
  }

  /** Makes room for one more key. */
  void reserve() {
    if (count < hashes.length) {
      return;
    }
    int capacity = hashes.length * 2;
    long[] grownHashes = Arrays.copyOf(hashes, capacity);
    int[] grownNewest = Arrays.copyOf(newest, capacity);
    slots = new int[capacity * 2];
    hashes = grownHashes;
    newest = grownNewest;
    for (int number = 0; number < count; number++) {
      fillSlot(number);
    }
  }

  void add(long hash, int entry) {
    hashes[count] = hash;
    newest[count] = entry;
    fillSlot(count);
    count++;
  }

  void removeLast() {
    count--;
    int mask = slots.length - 1;
    int slot = (int) hashes[count] & mask;
    while (slots[slot] != count + 1) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = 0;
  }

  void clear() {
    if (count > slots.length / 16) {
      Arrays.fill(slots, 0);
    } else {
      // Few keys in a table that was once large: cheaper one by one than to wipe it.
      while (count > 0) {
        removeLast();
      }
    }
    count = 0;
  }

  /** Gives up what has grown large; it is empty. */
  void trim() {
    if (hashes.length > RETAINED_KEYS) {
      long[] fewHashes = new long[INITIAL_KEYS];
      int[] fewNewest = new int[INITIAL_KEYS];
      slots = new int[2 * INITIAL_KEYS];
      hashes = fewHashes;
      newest = fewNewest;
    }
  }

  private void fillSlot(int number) {
    int mask = slots.length - 1;
    int slot = (int) hashes[number] & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = number + 1;
  }
}
