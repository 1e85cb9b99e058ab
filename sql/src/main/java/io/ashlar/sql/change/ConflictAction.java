package io.ashlar.sql.change;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.Transaction;
import java.nio.ByteBuffer;
import java.util.List;

/** What is done with a new row whose key a row has that is there. */
public abstract class ConflictAction {

  /** The new row is to be written all the same. */
  static final long GO_ON = -1;

  /** The row that is there has become the new one. */
  static final long BECAME = -2;

  private ConflictAction() {}

  /**
   * The new row is left out.
   *
   * @return the action
   */
  public static ConflictAction nothing() {
    return new Nothing();
  }

  /**
   * The row that is there is changed.
   *
   * @param condition of the change, over both rows; null for none
   * @param after computes the row as it is then
   * @param update writes it
   * @param seen the keys of the rows that the statement has written, which it may not meet again;
   *     null where it may
   * @param found the same key in the row that is there
   * @return the action
   */
  public static ConflictAction update(
      Scalar condition, SlotWrites after, RowWrite update, SeenKeys seen, List<Scalar> found) {
    return new Updating(condition, after, update, seen, found);
  }

  /**
   * The row that is there goes. One with the primary key of the new row becomes that row, so that
   * rows which reference it stay.
   *
   * @param update makes it the new row; null in a table without a primary key
   * @param delete deletes it
   * @param primary the primary key of the new row
   * @param found that of the row that is there
   * @return the action
   */
  public static ConflictAction replace(
      RowWrite update, RowWrite delete, List<Scalar> primary, List<Scalar> found) {
    return new Replacing(update, delete, primary, found);
  }

  /** The statement begins to run. */
  void begin() {
    // Most remember nothing.
  }

  /** Whether the row that is there is locked as it is looked for. */
  abstract boolean locks();

  /** A new row begins. */
  void beginRow() {
    // The same.
  }

  /**
   * A row is there.
   *
   * @return how many rows were changed; {@link #GO_ON} when the new one is still to be written
   */
  abstract long met(Transaction transaction, Frame frame);

  /** No further row is there; {@link #GO_ON} when the new one is to be inserted. */
  long unmet(Transaction transaction, Frame frame) {
    return GO_ON;
  }

  /** The new row has been inserted. */
  void inserted(Frame frame) {
    // The same.
  }

  private static final class Nothing extends ConflictAction {

    @Override
    boolean locks() {
      return false;
    }

    @Override
    long met(Transaction transaction, Frame frame) {
      return 0;
    }
  }

  private static final class Updating extends ConflictAction {
    private final Scalar condition;
    private final SlotWrites after;
    private final RowWrite update;
    private final SeenKeys seen;
    private final Scalar[] found;

    Updating(
        Scalar condition, SlotWrites after, RowWrite update, SeenKeys seen, List<Scalar> found) {
      this.condition = condition;
      this.after = after;
      this.update = update;
      this.seen = seen;
      this.found = found.toArray(Scalar[]::new);
    }

    @Override
    void begin() {
      if (seen != null) {
        seen.clear();
      }
    }

    @Override
    boolean locks() {
      return true;
    }

    @Override
    long met(Transaction transaction, Frame frame) {
      if (seen != null && seen.contains(found, frame)) {
        throw SqlException.nowhere(
            SqlState.CARDINALITY_VIOLATION,
            "The statement meets a row again that it has inserted or changed itself.");
      }
      if (condition != null && !Logic.holds(condition, frame)) {
        return 0;
      }
      after.apply(frame);
      long changed = update.execute(transaction, frame);
      if (seen != null) {
        seen.add(frame);
      }
      return changed;
    }

    @Override
    void inserted(Frame frame) {
      if (seen != null) {
        seen.add(frame);
      }
    }
  }

  private static final class Replacing extends ConflictAction {
    private final RowWrite update;
    private final RowWrite delete;
    private final Scalar[] primary;
    private final Scalar[] found;

    /** Whether the row that has the primary key of the new one has been met. */
    private boolean same;

    Replacing(RowWrite update, RowWrite delete, List<Scalar> primary, List<Scalar> found) {
      this.update = update;
      this.delete = delete;
      this.primary = primary.toArray(Scalar[]::new);
      this.found = found.toArray(Scalar[]::new);
    }

    @Override
    boolean locks() {
      return true;
    }

    @Override
    void beginRow() {
      same = false;
    }

    @Override
    long met(Transaction transaction, Frame frame) {
      if (update != null && isSame(frame)) {
        same = true;
      } else {
        delete.execute(transaction, frame);
      }
      return GO_ON;
    }

    private boolean isSame(Frame frame) {
      ByteBuffer mine = SeenKeys.bytes(primary, frame);
      return mine.equals(SeenKeys.bytes(found, frame));
    }

    @Override
    long unmet(Transaction transaction, Frame frame) {
      if (!same) {
        return GO_ON;
      }
      update.execute(transaction, frame);
      return BECAME;
    }
  }
}
