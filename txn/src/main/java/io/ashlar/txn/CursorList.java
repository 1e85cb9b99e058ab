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

  void releaseAll() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).leave();
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
