package io.ashlar.txn.lock;

/**
 * The table locks by resource. Looking one up takes no lock and allocates nothing. A lock stays
 * once it was asked for: resources are tables, of which there are few, and ids are never reused.
 */
final class TableLocks {

  /** Open-addressing and at most half full; never changed once published. */
  private volatile TableLock[] published = new TableLock[64];

  private int size;

  TableLock get(long resource) {
    TableLock lock = find(published, resource);
    return lock != null ? lock : create(resource);
  }

  synchronized boolean allIdle() {
    for (TableLock lock : published) {
      if (lock != null && !lock.idle()) {
        return false;
      }
    }
    return true;
  }

  private synchronized TableLock create(long resource) {
    TableLock[] old = published;
    TableLock lock = find(old, resource);
    if (lock != null) {
      return lock;
    }
    lock = new TableLock(resource);
    TableLock[] copy = new TableLock[2 * (size + 1) > old.length ? 2 * old.length : old.length];
    for (TableLock each : old) {
      if (each != null) {
        insert(copy, each);
      }
    }
    insert(copy, lock);
    size++;
    published = copy;
    return lock;
  }

  private static TableLock find(TableLock[] table, long resource) {
    int mask = table.length - 1;
    int slot = slot(resource, mask);
    while (table[slot] != null) {
      if (table[slot].resource == resource) {
        return table[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  private static void insert(TableLock[] table, TableLock lock) {
    int mask = table.length - 1;
    int slot = slot(lock.resource, mask);
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = lock;
  }

  private static int slot(long resource, int mask) {
    long mixed = resource * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }
}
