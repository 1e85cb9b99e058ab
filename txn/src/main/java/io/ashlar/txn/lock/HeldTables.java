package io.ashlar.txn.lock;

import java.util.Arrays;

/**
 * The table locks that one owner holds. A plain list: a transaction touches few tables.
 *
 * <p>Written by the owner's thread; read by the graph's walk while the owner waits, when it does
 * not change. Both have been inside the graph's monitor since the last write.
 */
final class HeldTables {

  private TableLock[] locks = new TableLock[8];
  private boolean[] shared = new boolean[8];
  private boolean[] exclusive = new boolean[8];
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
    for (int i = 0; i < size; i++) {
      if (locks[i] == lock) {
        return i;
      }
    }
    return -1;
  }

  /** Makes room for one more, so that {@link #add} cannot fail once the lock is granted. */
  void reserve() {
    if (size == locks.length) {
      shared = Arrays.copyOf(shared, size * 2);
      exclusive = Arrays.copyOf(exclusive, size * 2);
      // Last, since its length says for how many there is room.
      locks = Arrays.copyOf(locks, size * 2);
    }
  }

  void add(TableLock lock, boolean asExclusive) {
    int index = find(lock);
    if (index < 0) {
      index = size++;
      locks[index] = lock;
      shared[index] = false;
      exclusive[index] = false;
    }
    if (asExclusive) {
      exclusive[index] = true;
    } else {
      shared[index] = true;
    }
  }

  void clear() {
    Arrays.fill(locks, 0, size, null);
    size = 0;
  }
}
