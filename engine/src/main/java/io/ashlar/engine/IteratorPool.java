package io.ashlar.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;

/**
 * The idle native iterators of one family. Taking one and giving it back allocates nothing. Last
 * in, first out, so that a burst's surplus stays at the bottom and grows old. Thread-safe.
 *
 * <p>An idle iterator pins memtables and files: {@link #trim} is called every few seconds.
 */
final class IteratorPool implements AutoCloseable {

  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final boolean readOnly;
  private final int maxIdle;

  /** Guarded by this pool's monitor; the most recently used first. */
  private final ArrayDeque<PooledIterator> idle;

  IteratorPool(RocksDB db, ColumnFamilyHandle family, EngineOptions options) {
    this.db = db;
    this.family = family;
    this.readOnly = options.readOnly();
    this.maxIdle = options.idleIterators();
    this.idle = new ArrayDeque<>(maxIdle + 1);
  }

  /** An iterator of unknown state: refresh it before use. */
  PooledIterator acquire() {
    synchronized (this) {
      PooledIterator iterator = idle.pollFirst();
      if (iterator != null) {
        return iterator;
      }
    }
    return new PooledIterator(db, family, readOnly);
  }

  void release(PooledIterator iterator) {
    synchronized (this) {
      if (idle.size() < maxIdle) {
        iterator.idleSinceNs(System.nanoTime());
        idle.addFirst(iterator);
        return;
      }
    }
    iterator.close();
  }

  /** Frees the iterators that have been idle for longer; returns how many. */
  int trim(long maxIdleNs) {
    List<PooledIterator> old = new ArrayList<>();
    long nowNs = System.nanoTime();
    synchronized (this) {
      while (!idle.isEmpty() && nowNs - idle.peekLast().idleSinceNs() >= maxIdleNs) {
        old.add(idle.pollLast());
      }
    }
    // Outside the monitor: freeing may delete files that only this iterator still held.
    old.forEach(PooledIterator::close);
    return old.size();
  }

  synchronized int idleCount() {
    return idle.size();
  }

  /** Called when all cursors are closed. */
  @Override
  public void close() {
    trim(Long.MIN_VALUE);
  }
}
