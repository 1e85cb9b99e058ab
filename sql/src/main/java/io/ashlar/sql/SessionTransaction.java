package io.ashlar.sql;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;

/** The transaction of a session: begun with the first statement that needs it. */
final class SessionTransaction {

  private record Named(String name, long mark) {}

  private final Database database;
  private final Deque<Named> savepoints = new ArrayDeque<>();
  private Transaction transaction;
  private IsolationLevel level = IsolationLevel.READ_COMMITTED;

  /** The level of the next transaction alone; null when it is that of the session. */
  private IsolationLevel nextLevel;

  /** Whether transactions refuse changes. */
  private boolean readOnly;

  /** Whether the next transaction alone does; null when it is as the others. */
  private Boolean nextReadOnly;

  /** Whether the one that is under way does. */
  private boolean nowReadOnly;

  /** When commits return; null where the database says. */
  private Durability durability;

  /** Whether the transaction has been begun for the user, and not for one statement. */
  private boolean kept;

  /** Whether a failure has rolled it back, of which the user has not been told by a rollback. */
  private boolean failed;

  /**
   * Whether the last one ended by a commit or a rollback. After a failure a new object is taken:
   * one that is begun again would first lock what it failed on, for a run of the same work, and
   * what comes next here need not be that.
   */
  private boolean orderly = true;

  SessionTransaction(Database database) {
    this.database = database;
  }

  IsolationLevel level() {
    return level;
  }

  /** From the next transaction on; also of that, whatever was said of it before. */
  void setLevel(IsolationLevel value) {
    requireNone();
    level = value;
    nextLevel = null;
  }

  /** Of the transactions after the present one; a level that the next one was given stays its. */
  void setLevelOfLater(IsolationLevel value) {
    level = value;
  }

  /** Of the next transaction alone. */
  void setLevelOfNext(IsolationLevel value) {
    requireNone();
    nextLevel = value;
  }

  /** Whether transactions refuse changes, the present one and the next one apart. */
  boolean isReadOnlyLater() {
    return readOnly;
  }

  /** Says so of all transactions that come; what was said of the next one stays. */
  void setReadOnlyLater(boolean value) {
    readOnly = value;
  }

  /** Whether a statement that comes now may change nothing. */
  boolean isReadOnly() {
    if (kept) {
      return nowReadOnly;
    }
    return nextReadOnly == null ? readOnly : nextReadOnly;
  }

  /** Of the next transaction alone, or of the one that is under way, which changes nothing then. */
  void setReadOnly(boolean value) {
    if (!kept) {
      nextReadOnly = value;
    } else if (value) {
      nowReadOnly = true;
    } else if (nowReadOnly) {
      throw SqlException.nowhere(
          SqlState.ACTIVE_TRANSACTION, "A transaction that is read-only stays so.");
    }
  }

  private void requireNone() {
    if (isActive()) {
      throw SqlException.nowhere(
          SqlState.ACTIVE_TRANSACTION, "The isolation level cannot change within a transaction.");
    }
  }

  /** A statement that reads alone is a transaction too: what was said of the next one is over. */
  void passed() {
    nextLevel = null;
    nextReadOnly = null;
  }

  Durability durability() {
    return durability;
  }

  /** From the next commit on; null for that of the database. */
  void setDurability(Durability value) {
    durability = value;
  }

  private void commit(Transaction ending) {
    if (durability == null) {
      ending.commit();
    } else {
      ending.commit(durability);
    }
    orderly = true;
  }

  boolean isActive() {
    return kept;
  }

  /** The transaction; null when none is under way. */
  Transaction current() {
    return kept ? transaction : null;
  }

  void checkUsable() {
    if (kept && !failed && !transaction.active()) {
      failed = true;
    }
    if (failed) {
      throw SqlException.nowhere(
          SqlState.FAILED_TRANSACTION,
          "The transaction was rolled back by a failure; roll it back before going on.");
    }
  }

  /** The transaction that goes on until it is committed or rolled back. */
  Transaction begun() {
    checkUsable();
    if (!kept) {
      begin();
      kept = true;
    }
    return transaction;
  }

  /** A transaction for one statement, which whoever runs it ends. */
  Transaction begunForOne() {
    begin();
    return transaction;
  }

  /** Ends the transaction of one statement with a commit. */
  void commitOne() {
    commit(transaction);
  }

  /** Ends the transaction of one statement that has failed, unless that has ended it. */
  void rollbackOne() {
    if (transaction.active()) {
      transaction.rollback();
      orderly = true;
    }
  }

  private void begin() {
    IsolationLevel wanted = nextLevel == null ? level : nextLevel;
    boolean fits = orderly && transaction != null && transaction.isolation() == wanted;
    if (!fits && transaction != null && !transaction.active()) {
      dispose();
    }
    orderly = false;
    if (transaction == null) {
      transaction = database.begin(wanted);
    } else {
      transaction.begin();
    }
    nowReadOnly = nextReadOnly == null ? readOnly : nextReadOnly;
    passed();
  }

  void commit() {
    if (failed || (kept && !transaction.active())) {
      end();
      throw SqlException.nowhere(
          SqlState.FAILED_TRANSACTION,
          "The transaction was rolled back by a failure before it could be committed.");
    }
    if (kept) {
      Transaction ending = transaction;
      end();
      commit(ending);
    }
  }

  void rollback() {
    boolean active = kept && transaction.active();
    end();
    if (active) {
      transaction.rollback();
      orderly = true;
    }
  }

  private void end() {
    kept = false;
    failed = false;
    savepoints.clear();
  }

  void savepoint(String name) {
    savepoints.push(new Named(name, begun().savepoint()));
  }

  @SuppressWarnings("ReferenceEquality") // names may be taken twice; this one is meant
  void rollbackTo(String name) {
    checkUsable();
    Named found = find(name);
    while (savepoints.peek() != found) {
      savepoints.pop();
    }
    transaction.rollbackTo(found.mark);
  }

  @SuppressWarnings("ReferenceEquality") // as above
  void release(String name) {
    checkUsable();
    Named found = find(name);
    while (savepoints.pop() != found) {
      // Those that were taken after it go with it.
    }
    transaction.release(found.mark);
  }

  private Named find(String name) {
    for (Named savepoint : savepoints) {
      if (savepoint.name.equals(name)) {
        return savepoint;
      }
    }
    throw SqlException.nowhere(
        SqlState.INVALID_SAVEPOINT, "There is no savepoint of this name.", "name", name);
  }

  void close() {
    try {
      rollback();
    } finally {
      dispose();
    }
  }

  private void dispose() {
    Transaction old = transaction;
    transaction = null;
    if (old != null) {
      old.close();
    }
  }
}
