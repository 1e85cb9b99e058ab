package io.ashlar.fuzz.run;

import io.ashlar.Database;
import io.ashlar.error.RetryableException;
import io.ashlar.fuzz.script.Level;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The transactions that are under way, by the numbers of their sessions. Nobody waits. */
final class Sessions {

  private final Map<Integer, ReadTransaction> open = new HashMap<>();
  private final Map<Integer, List<Long>> savepoints = new HashMap<>();

  /** Transactions that have ended well and may be begun again. */
  private final Map<Integer, Transaction> ended = new HashMap<>();

  void begin(Database db, int session, Level level) {
    if (level == Level.READ) {
      open.put(session, db.beginRead());
    } else if (level == Level.READ_DURABLE) {
      db.flush();
      open.put(session, db.beginReadDurable());
    } else {
      open.put(session, again(db, session, level.isolation()));
    }
    savepoints.put(session, new ArrayList<>());
  }

  void begin(int session, ReadTransaction transaction) {
    open.put(session, transaction);
  }

  private Transaction again(Database db, int session, IsolationLevel level) {
    Transaction last = ended.remove(session);
    if (last == null) {
      return begin(db, level);
    }
    if (last.isolation() != level) {
      last.close();
      return begin(db, level);
    }
    last.begin();
    last.lockTimeout(Duration.ZERO);
    return last;
  }

  private static Transaction begin(Database db, IsolationLevel level) {
    Transaction transaction = db.begin(level);
    transaction.lockTimeout(Duration.ZERO);
    return transaction;
  }

  Transaction writer(int session) {
    return (Transaction) open.get(session);
  }

  /** Runs a statement where it belongs; one that is alone commits. */
  Object run(
      Database db, int session, boolean writes, Function<ReadTransaction, Object> statement) {
    if (session >= 0) {
      return inSession(session, statement);
    }
    if (!writes) {
      try (ReadTransaction view = db.beginRead()) {
        return statement.apply(view);
      }
    }
    try (Transaction transaction = begin(db, IsolationLevel.SNAPSHOT)) {
      Object answer = statement.apply(transaction);
      long timestamp = transaction.commit();
      assert timestamp >= 0 : "0 is for who has read nothing";
      return answer;
    }
  }

  private Object inSession(int session, Function<ReadTransaction, Object> statement) {
    ReadTransaction transaction = open.get(session);
    try {
      Object answer = statement.apply(transaction);
      pin(transaction);
      return answer;
    } catch (RetryableException e) {
      if (transaction.active()) {
        throw new AssertionError("a transaction is active after " + e, e);
      }
      end(session);
      throw e;
    } catch (RuntimeException e) {
      pin(transaction);
      throw e;
    }
  }

  /** A statement that has read nothing leaves the view to the next one; the model does not. */
  private static void pin(ReadTransaction transaction) {
    if (transaction instanceof Transaction writer
        && writer.active()
        && writer.isolation() != IsolationLevel.READ_COMMITTED) {
      long timestamp = writer.readTimestamp();
      assert timestamp > 0 : "timestamps are positive";
    }
  }

  void commit(int session) {
    Transaction transaction = writer(session);
    boolean committed = false;
    try {
      long timestamp = transaction.commit();
      assert timestamp >= 0 : "timestamps are positive";
      committed = true;
    } finally {
      if (committed) {
        keep(session, transaction);
      } else {
        end(session);
      }
    }
  }

  void rollback(int session) {
    if (open.get(session) instanceof Transaction transaction) {
      transaction.rollback();
      keep(session, transaction);
    } else {
      end(session);
    }
  }

  private void keep(int session, Transaction transaction) {
    savepoints.remove(session);
    open.remove(session);
    Transaction before = ended.put(session, transaction);
    if (before != null) {
      before.close();
    }
  }

  void savepoint(int session) {
    savepoints.get(session).add(writer(session).savepoint());
  }

  void rollbackTo(int session, int place) {
    List<Long> marks = savepoints.get(session);
    int at = place % marks.size();
    writer(session).rollbackTo(marks.get(at));
    marks.subList(at + 1, marks.size()).clear();
  }

  void release(int session, int place) {
    List<Long> marks = savepoints.get(session);
    int at = place % marks.size();
    writer(session).release(marks.get(at));
    marks.subList(at, marks.size()).clear();
  }

  void end(int session) {
    savepoints.remove(session);
    open.remove(session).close();
  }

  void endAll() {
    List.copyOf(open.keySet()).forEach(this::end);
    ended.values().forEach(Transaction::close);
    ended.clear();
  }
}
