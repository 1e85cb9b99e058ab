package io.ashlar.rows.read;

import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.limit.StatementClock;

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

  /** What limits the statement of the cursor; null without limits. */
  private StatementClock clock;

  /** What limits the statement that the present move is inside of; null where there is none. */
  private StatementClock outer;

  /** Not opened yet. */
  CursorTransaction() {}

  /** A cursor is opened, by who is inside of a statement whose limits it goes on under. */
  void begin(TransactionHandle transaction, String tableName, OneUser user) {
    clock = user.clock();
    store = transaction.store();
    id = store.id();
    table = tableName;
  }

  /**
   * Enters, until {@link #exit}.
   *
   * @throws ClosedException when the transaction has ended
   * @throws io.ashlar.error.IllegalUseException when another thread is inside of it
   * @throws io.ashlar.error.DeadlineExceededException when the time of the statement is over; it
   *     has not entered then, nor when it was cancelled
   */
  void enter() {
    if (!store.enterAgain(id)) {
      throw ended();
    }
    if (clock != null) {
      enterLimited();
    }
  }

  /** Once over, it stays so, also for moves that would not look. */
  private void enterLimited() {
    outer = store.limitStatement(clock);
    AshlarException end = clock.end(id, null);
    if (end != null) {
      exit();
      throw end;
    }
  }

  void exit() {
    if (clock != null) {
      outer = store.limitStatement(outer);
      assert outer == clock : "moves of cursors are nested";
      outer = null;
    }
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
