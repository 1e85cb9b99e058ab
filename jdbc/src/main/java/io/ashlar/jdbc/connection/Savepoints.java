package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.error.SqlState;
import io.ashlar.transaction.Transaction;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.Deque;

/** The savepoints of the transaction of a connection. Within the connection. */
final class Savepoints {

  private final Deque<MarkedSavepoint> taken = new ArrayDeque<>();
  private int ids;

  /** A new one, with a name or null. */
  MarkedSavepoint take(String name, Transaction transaction) {
    taken.push(new MarkedSavepoint(++ids, name, transaction.savepoint()));
    return taken.getFirst();
  }

  /** Refuses one that is none of the transaction. */
  MarkedSavepoint checked(Savepoint savepoint) throws SQLException {
    for (MarkedSavepoint there : taken) {
      if (there.equals(savepoint)) {
        return there;
      }
    }
    throw SqlStates.failure(
        SqlState.INVALID_SAVEPOINT, "The savepoint is none of the transaction.");
  }

  /** Goes back to one, which stays; those that were taken after it go. */
  void rollbackTo(MarkedSavepoint there, Transaction transaction) {
    transaction.rollbackTo(there.mark());
    while (!taken.getFirst().equals(there)) {
      taken.pop();
    }
  }

  /** Gives one up, and those that were taken after it. */
  void release(MarkedSavepoint there, Transaction transaction) {
    transaction.release(there.mark());
    while (!taken.pop().equals(there)) {
      // Those that were taken after it go with it.
    }
  }

  /** The transaction is over. */
  void clear() {
    taken.clear();
  }
}
