package io.ashlar.txn;

import io.ashlar.mvcc.StoreCursor;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.txn.readset.ReadSet;
import java.util.ArrayList;

/** The cursors of one transaction object; those that are open end with the transaction. */
final class CursorList {

  private static final int KEPT_STORE_CURSORS = 4;

  private final ArrayList<TransactionCursor> all = new ArrayList<>(2);

  /** Of cursors that have retired: what is costly about them. */
  private final ArrayList<StoreCursor> idle = new ArrayList<>(KEPT_STORE_CURSORS);

  /** What open cursors have read, when they do not serve one. Has room for all that were made. */
  private final ArrayList<ScanRange> idleRanges = new ArrayList<>(2);

  private int ranges;

  /** Lends a recorder of ranges to a cursor that is opened in a serializable transaction. */
  ScanRange lendRange(ReadSet reads) {
    if (!idleRanges.isEmpty()) {
      return idleRanges.remove(idleRanges.size() - 1);
    }
    // Here, where it may fail: to give one back is part of the end of a transaction.
    idleRanges.ensureCapacity(ranges + 1);
    ScanRange made = new ScanRange(reads);
    ranges++;
    return made;
  }

  void giveBack(ScanRange range) {
    range.leave();
    idleRanges.add(range);
  }

  /** Records what the open cursors have read so far. */
  void flushReads() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).flushReads();
    }
  }

  /** A cursor of the store for a new cursor of the transaction. */
  StoreCursor storeCursor(VersionedStore store) {
    return idle.isEmpty() ? store.newCursor() : idle.remove(idle.size() - 1);
  }

  /** Ends all cursors for good, but keeps some of the store's for later ones. */
  void retireAll() {
    for (int i = 0; i < all.size(); i++) {
      StoreCursor freed = all.get(i).retire();
      if (idle.size() < KEPT_STORE_CURSORS) {
        idle.add(freed);
      } else {
        freed.close();
      }
    }
    all.clear();
  }

  TransactionCursor add(TransactionCursor cursor) {
    all.add(cursor);
    return cursor;
  }

  void remove(TransactionCursor cursor) {
    all.remove(cursor);
  }

  /** Lends an idle cursor of those made for lending, or returns null. */
  TransactionCursor lend() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).lend()) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Releases all cursors; those that are lent can be lent again. */
  void releaseAll() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).leave();
      all.get(i).returned();
    }
  }

  /** Ends the cursors that see own writes from the given position on, which are about to go. */
  void voidAfter(int position) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).voidAfter(position);
    }
  }

  void closeAll() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).end();
    }
    all.clear();
    for (int i = 0; i < idle.size(); i++) {
      idle.get(i).close();
    }
    idle.clear();
  }
}
