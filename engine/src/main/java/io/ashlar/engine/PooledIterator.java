package io.ashlar.engine;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * A native iterator with the read options and bounds that it points to. One owner at a time: a
 * cursor inside its gate, or the pool.
 */
final class PooledIterator implements AutoCloseable {

  private final KeyBound lower = new KeyBound();
  private final KeyBound upper = new KeyBound();
  private final ReadOptions readOptions = new ReadOptions();
  private final RocksIterator iterator;
  private final boolean refreshable;

  /** When it came back to the pool; {@link System#nanoTime()}. Guarded by the pool's monitor. */
  private long idleSinceNs;

  PooledIterator(RocksDB db, ColumnFamilyHandle family, boolean readOnly) {
    lower.setLowest();
    upper.setHighest();
    readOptions.setIterateLowerBound(lower.slice()).setIterateUpperBound(upper.slice());
    iterator = db.newIterator(family, readOptions);
    // A read-only store has one state; its iterators refuse to be refreshed.
    refreshable = !readOnly;
  }

  KeyBound lower() {
    return lower;
  }

  KeyBound upper() {
    return upper;
  }

  RocksIterator iterator() {
    return iterator;
  }

  /** Moves to the newest state, or to that of a pinned snapshot; the position is lost. */
  void refresh(EngineSnapshot snapshot, RocksDB db) throws RocksDBException {
    if (!refreshable) {
      return;
    }
    if (snapshot == null) {
      iterator.refresh();
      return;
    }
    // Once refreshed, the iterator holds the memtables and files of that state by itself.
    Snapshot pinned = snapshot.pin(db);
    try {
      iterator.refresh(pinned);
    } finally {
      snapshot.unpin();
    }
  }

  long idleSinceNs() {
    return idleSinceNs;
  }

  void idleSinceNs(long nowNs) {
    idleSinceNs = nowNs;
  }

  /** Frees the iterator before what it points to. */
  @Override
  public void close() {
    iterator.close();
    readOptions.close();
    upper.close();
    lower.close();
  }
}
