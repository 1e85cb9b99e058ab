package io.ashlar.rows.resultcache;

import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.store.RangeWatch;
import io.ashlar.store.VersionedStore;

/**
 * The place of one result. It watches what the scan reads from before the first result is read, so
 * that no commit falls between the reading and the watching. Shared by all threads.
 */
public final class ResultSlot {

  final ResultKey key;

  /** The range of the key that is walked. */
  private final RangeWatch walked;

  /** All rows of the table, where entries lead to them; otherwise null. */
  private final RangeWatch table;

  /** Replaced as a whole; written under the lock of the cache. */
  private volatile CachedRows rows;

  /** Whether the cache has given the slot up; guarded by the lock of the cache. */
  boolean evicted;

  ResultSlot(ResultKey key, RangeWatch walked, RangeWatch table) {
    this.key = key;
    this.walked = walked;
    this.table = table;
  }

  CachedRows held() {
    return rows;
  }

  void hold(CachedRows newer) {
    rows = newer;
  }

  void close() {
    rows = null;
    walked.close();
    if (table != null) {
      table.close();
    }
  }

  /**
   * The result, if a view sees the same.
   *
   * @param view the timestamp of a view that is pinned
   * @param store tells which rows have changed
   * @return the result, or null
   */
  public CachedRows validAt(long view, VersionedStore store) {
    CachedRows found = rows;
    return found != null && found.view() <= view && unchanged(found, store) ? found : null;
  }

  /**
   * Whether what was read is the same in every view that is pinned now and not older.
   *
   * @param result what was read
   * @param store tells which rows have changed
   * @return true when nothing has changed
   */
  boolean unchanged(CachedRows result, VersionedStore store) {
    long since = result.view();
    return walked.unchangedSince(since)
        && (table == null
            || table.unchangedSince(since)
            || (result.allFetched() && rowsUnchanged(result, store)));
  }

  /** Entries and rows that a filter rejected are not in the result, so this needs all of them. */
  private static boolean rowsUnchanged(CachedRows result, VersionedStore store) {
    try {
      int position = 0;
      for (int i = 0; i < result.rows(); i++) {
        if (store.changedSince(
            result.buffer(),
            result.keyOffset(position),
            result.keyLength(position),
            result.view())) {
          return false;
        }
        position = result.next(position);
      }
      return true;
    } catch (SnapshotTooOldException forgotten) {
      return false;
    }
  }
}
