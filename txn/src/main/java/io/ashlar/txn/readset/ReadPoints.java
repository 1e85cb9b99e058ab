package io.ashlar.txn.readset;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.store.ReadVisitor;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Single keys, each once: a list with a hash table over it. */
final class ReadPoints {

  /**
   * Beyond it the set is coarsened: validating each key would hold up the leader for milliseconds.
   */
  static final int MAX_POINTS = 1 << 16;

  private static final int FIRST_POINTS = 64;
  private static final int RETAINED_POINTS = 1 << 12;

  private final KeyBytes keys;

  private long[] hashes = new long[FIRST_POINTS];
  private int[] offsets = new int[FIRST_POINTS];
  private int[] lengths = new int[FIRST_POINTS];
  private int count;

  /** Turn in the high half, number of the point in the low; a slot of another turn is empty. */
  private long[] table = new long[2 * FIRST_POINTS];

  private int turn = 1;

  ReadPoints(KeyBytes keys) {
    this.keys = keys;
  }

  int count() {
    return count;
  }

  /** Notes a key; false when there is no room for it. */
  boolean add(long hash, DirectBuffer key, int offset, int length) {
    int slot = find(hash, key, offset, length);
    if (taken(slot)) {
      return true;
    }
    if (count == MAX_POINTS || !keys.fits(length)) {
      return false;
    }
    if (count == hashes.length) {
      grow();
      slot = find(hash, key, offset, length);
    }
    hashes[count] = hash;
    offsets[count] = keys.append(key, offset, length);
    lengths[count] = length;
    table[slot] = ((long) turn << 32) | count;
    count++;
    return true;
  }

  private int find(long hash, DirectBuffer key, int offset, int length) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (taken(slot)) {
      int point = (int) table[slot];
      if (hashes[point] == hash
          && UnsignedBytes.equal(
              keys.buffer(), offsets[point], lengths[point], key, offset, length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean taken(int slot) {
    return (int) (table[slot] >>> 32) == turn;
  }

  private void grow() {
    int points = 2 * hashes.length;
    long[] grownHashes = Arrays.copyOf(hashes, points);
    int[] grownOffsets = Arrays.copyOf(offsets, points);
    int[] grownLengths = Arrays.copyOf(lengths, points);
    table = new long[2 * points];
    hashes = grownHashes;
    offsets = grownOffsets;
    lengths = grownLengths;
    int mask = table.length - 1;
    for (int i = 0; i < count; i++) {
      int slot = (int) hashes[i] & mask;
      while (taken(slot)) {
        slot = (slot + 1) & mask;
      }
      table[slot] = ((long) turn << 32) | i;
    }
  }

  void forEach(ReadVisitor visitor) {
    for (int i = 0; i < count; i++) {
      visitor.point(hashes[i], keys.buffer(), offsets[i], lengths[i]);
    }
  }

  void clear() {
    count = 0;
    if (++turn == 0) {
      Arrays.fill(table, 0);
      turn = 1;
    }
  }

  /** Gives up what has grown large; it is empty. */
  void trim() {
    if (hashes.length > RETAINED_POINTS) {
      long[] fewHashes = new long[FIRST_POINTS];
      int[] fewOffsets = new int[FIRST_POINTS];
      int[] fewLengths = new int[FIRST_POINTS];
      table = new long[2 * FIRST_POINTS];
      hashes = fewHashes;
      offsets = fewOffsets;
      lengths = fewLengths;
      turn = 1;
    }
  }
}
