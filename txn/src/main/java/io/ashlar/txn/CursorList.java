package io.ashlar.txn;

import java.util.ArrayList;

/** The cursors of one transaction object; those that are open end with the transaction. */
final class CursorList {

  private final ArrayList<TransactionCursor> all = new ArrayList<>(2);

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
  }
}
