package io.ashlar.txn.lock;

import java.util.Arrays;

/**
 * The table locks and locks of referenced keys that one owner holds. A list, with an
 * open-addressing index beside it once there are more than a few.
 *
 * <p>Written by the owner's thread; read by the graph's walk while the owner waits, when it does
 * not change. Both have been inside the graph's monitor since the last write.
 */
final class HeldTables {

  private static final int FEW = 8;

  /** A list that has grown beyond this is given up once it is empty. */
  private static final int RETAINED = 1024;

  private TableLock[] locks = new TableLock[FEW];
  private boolean[] shared = new boolean[FEW];
  private boolean[] exclusive = new boolean[FEW];

  /** List index + 1, or 0; at most half full. Empty while there are few locks. */
  private int[] slots = new int[0];

  private int size;

  int size() {
    return size;
  }

  TableLock lock(int index) {
    return locks[index];
  }

  boolean shared(int index) {
    return index >= 0 && shared[index];
  }

  boolean exclusive(int index) {
    return index >= 0 && exclusive[index];
  }

  int find(TableLock lock) {
    if (slots.length > 0) {
      return slots[slotOf(lock)] - 1;
    }
    for (int i = 0; i < size; i++) {
      if (locks[i] == lock) {
        return i;
      }
    }
    return -1;
  }

  /** Where the lock is, or would be. */
  private int slotOf(TableLock lock) {
    int mask = slots.length - 1;
    int slot = (int) ((lock.resource * 0x9E3779B97F4A7C15L) >>> Integer.SIZE) & mask;
    while (slots[slot] != 0 && locks[slots[slot] - 1] != lock) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Makes room for one more, so that {@link #add} cannot fail once the lock is granted. */
  void reserve() {
    if (size < locks.length) {
      return;
    }
    int[] grown = new int[size * 4];
    shared = Arrays.copyOf(shared, size * 2);
    exclusive = Arrays.copyOf(exclusive, size * 2);
    // Last, since its length says for how many there is room.
    locks = Arrays.copyOf(locks, size * 2);
    slots = grown;
    for (int i = 0; i < size; i++) {
      slots[slotOf(locks[i])] = i + 1;
    }
  }

  void add(TableLock lock, boolean asExclusive) {
    int index = find(lock);
    if (index < 0) {
      index = size++;
      locks[index] = lock;
      shared[index] = false;
      exclusive[index] = false;
      if (slots.length > 0) {
        slots[slotOf(lock)] = size;
      }
    }
    if (asExclusive) {
      exclusive[index] = true;
    } else {
      shared[index] = true;
    }
  }

  /** Empties the list. Allocates nothing: locks are given back whatever else fails. */
  void clear() {
    Arrays.fill(locks, 0, size, null);
    Arrays.fill(slots, 0);
    size = 0;
  }

  /** Gives up a list that has grown large; it is empty. */
  void trim() {
    if (locks.length > RETAINED) {
      TableLock[] few = new TableLock[FEW];
      shared = new boolean[FEW];
      exclusive = new boolean[FEW];
      slots = new int[0];
      locks = few;
    }
  }
}
