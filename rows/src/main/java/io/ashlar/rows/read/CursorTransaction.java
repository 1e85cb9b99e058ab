package io.ashlar.rows.read;

import io.ashlar.error.ClosedException;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.txn.StoreTransaction;

/**
 * The transaction that a cursor was opened in. Whatever goes on with the cursor's walk does so
 * inside of its gate, which tells first whether that transaction is still under way: so nobody ends
 * it in the midst of a move, and what a walk finds is what is there. The object of the transaction
 * may serve another one later; its id does not.
 *
 * <p>Reused by each opening. Allocates nothing.
 */
final class CursorTransaction {

  private StoreTransaction store;
  private long id;
  private String table;

  /** Not opened yet. */
  CursorTransaction() {}

  /** A cursor is opened, by who is inside of a statement. */
  void begin(TransactionHandle transaction, String tableName) {
    store = transaction.store();
    id = store.id();
    table = tableName;
  }

  /**
   * Enters, until {@link #exit}.
   *
   * @throws ClosedException when the transaction has ended
   * @throws io.ashlar.error.IllegalUseException when another thread is inside of it
   */
  void enter() {
    if (!store.enterAgain(id)) {
      throw ended();
    }
  }

  void exit() {
    store.exitStatement();
  }

  /**
   * Checks, for who reads what the cursor shows and stays outside, that the transaction is still
   * under way.
   *
   * @throws ClosedException when it has ended
   */
  void requireUnderWay() {
    if (!store.active() || store.id() != id) {
      throw ended();
    }
  }

  private ClosedException ended() {
    return new ClosedException("The transaction of the cursor has ended.", "table", table);
  }
}
