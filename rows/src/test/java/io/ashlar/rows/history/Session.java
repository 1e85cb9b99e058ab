package io.ashlar.rows.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.rows.history.Versions.Touched;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One transaction after the other, in the database and in the model at once. */
final class Session {

  private static final int NO_VIEW = -1;

  private final History history;
  private final List<Long> savepoints = new ArrayList<>();

  /** The transaction again, step by step: whether the model still gives the same. */
  private final List<Function<ModelTransaction, Boolean>> steps = new ArrayList<>();

  /** What it has locked, for certain and at most. */
  private Touched locked = new Touched();

  private Touched asked = new Touched();

  /** Null for a transaction that only reads. */
  private IsolationLevel level;

  private ReadTransaction tx;
  private ModelTransaction model;
  private OpenCursor cursor;
  private int view = NO_VIEW;
  private boolean mayBeginAgain;

  Session(History history) {
    this.history = history;
  }

  boolean active() {
    return tx != null && tx.active();
  }

  boolean reading() {
    return level == null;
  }

  Transaction transaction() {
    return (Transaction) tx;
  }

  int savepoints() {
    return savepoints.size();
  }

  boolean hasCursor() {
    return cursor != null;
  }

  /** Begins, perhaps with the object of the last transaction if that was at the same level. */
  void begin(Database db, IsolationLevel next, boolean again) {
    if (again && mayBeginAgain && next != null && next == level) {
      transaction().begin();
    } else {
      close();
      tx = next == null ? db.beginRead() : db.begin(next);
    }
    level = next;
    mayBeginAgain = false;
    view = next == null ? history.versions().newest() : NO_VIEW;
    model = new ModelTransaction(history.versions().state(0));
    locked = new Touched();
    asked = new Touched();
    savepoints.clear();
    steps.clear();
  }

  private ModelTransaction nextStatement() {
    if (view == NO_VIEW || level == IsolationLevel.READ_COMMITTED) {
      view = history.versions().newest();
    }
    return model.next(history.versions().state(view));
  }

  void run(Statement statement) {
    ModelTransaction next = nextStatement();
    Object expected = statement.in(next);
    Object found;
    try {
      found = statement.in(history.table(), tx);
    } catch (ConstraintException e) {
      found = Statement.CONSTRAINT;
    } catch (RetryableException e) {
      refused(statement, next, e);
      return;
    }
    history.note(statement, found);
    assertThat(found).as("%s at %s, view %d", statement, level, view).isEqualTo(expected);
    requireNoConflict(statement, next);
    model = next;
    locked.addAll(next.locked());
    asked.addAll(next.asked());
    steps.add(again -> statement.in(again).equals(expected));
  }

  /** Nobody else may have locked what was locked, or changed it where that is forbidden. */
  private void requireNoConflict(Statement statement, ModelTransaction after) {
    for (Session other : history.sessions()) {
      assertThat(other != this && other.active() && other.locked.meets(after.locked()))
          .as("%s has changed what another transaction has locked", statement)
          .isFalse();
    }
    if (level == IsolationLevel.SNAPSHOT || level == IsolationLevel.SERIALIZABLE) {
      assertThat(history.versions().changedSince(view).meets(after.locked()))
          .as("%s at %s has changed a row that was changed after view %d", statement, level, view)
          .isFalse();
    }
  }

  private void refused(Statement statement, ModelTransaction next, RetryableException e) {
    history.note(statement, e.getClass().getSimpleName());
    boolean justified = false;
    if (e instanceof LockTimeoutException) {
      for (Session other : history.sessions()) {
        justified |= other != this && other.active() && other.asked.meets(next.asked());
      }
    } else if (e instanceof WriteConflictException && level != IsolationLevel.READ_COMMITTED) {
      justified = history.versions().mayBeChangedSince(view).meets(next.asked());
    }
    assertThat(justified).as("refusal of %s at %s: %s", statement, level, e).isTrue();
    assertThat(tx.active()).isFalse();
    closeCursor();
  }

  void savepoint() {
    savepoints.add(transaction().savepoint());
    model.mark();
    steps.add(
        again -> {
          again.mark();
          return true;
        });
  }

  void rollbackTo(int mark) {
    transaction().rollbackTo(savepoints.get(mark));
    savepoints.subList(mark + 1, savepoints.size()).clear();
    model.rollbackTo(mark);
    if (cursor != null) {
      cursor.rolledBackTo(mark + 1);
    }
    steps.add(
        again -> {
          again.rollbackTo(mark);
          return true;
        });
  }

  void release(int mark) {
    transaction().release(savepoints.get(mark));
    savepoints.subList(mark, savepoints.size()).clear();
    model.release(mark);
    steps.add(
        again -> {
          again.release(mark);
          return true;
        });
  }

  void openCursor(Slice slice) {
    model = nextStatement();
    List<Item> expected = slice.of(model.visible().values());
    OpenCursor opened = new OpenCursor(history.table(), slice, this, expected, savepoints());
    cursor = opened;
    steps.add(again -> opened.wouldShow(opened.slice().of(again.visible().values())));
  }

  void moveCursor() {
    boolean more = cursor.move();
    history.note(cursor.slice(), more);
    if (!more) {
      closeCursor();
    }
  }

  void closeCursor() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }

  void rollback() {
    transaction().rollback();
    ended();
  }

  void commit() {
    boolean writes = !model.own().isEmpty();
    try {
      long timestamp = transaction().commit();
      assertThat(timestamp > 0).as("0 is for who has read nothing").isEqualTo(view != NO_VIEW);
    } catch (SerializationConflictException e) {
      history.note("commit", e.getClass().getSimpleName());
      assertThat(level).isEqualTo(IsolationLevel.SERIALIZABLE);
      assertThat(writes).as("who has not written is not refused").isTrue();
      assertThat(history.versions().newest()).as("a commit after the view").isGreaterThan(view);
      closeCursor();
      return;
    }
    if (writes) {
      if (level == IsolationLevel.SERIALIZABLE) {
        requireTheSameAtItsPlace();
      }
      history.versions().commit(model.own(), asked);
    }
    history.note("commit", writes);
    ended();
  }

  /** Commit order is the serial order: there, the transaction has to do what it has done. */
  private void requireTheSameAtItsPlace() {
    ModelTransaction again =
        new ModelTransaction(history.versions().state(history.versions().newest()));
    for (int i = 0; i < steps.size(); i++) {
      assertThat(steps.get(i).apply(again)).as("step %d is the same in serial order", i).isTrue();
    }
    assertThat(again.own()).isEqualTo(model.own());
  }

  private void ended() {
    closeCursor();
    mayBeginAgain = true;
  }

  /** Ends whatever is under way. */
  void close() {
    closeCursor();
    if (tx != null) {
      tx.close();
      tx = null;
    }
    mayBeginAgain = false;
  }

  /** The database was closed under the transaction. */
  void abandon() {
    assertThat(active()).isFalse();
    close();
  }
}
