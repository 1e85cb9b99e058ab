package io.ashlar.sql.change;

import io.ashlar.Get;
import io.ashlar.error.ConstraintException;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.access.FrameTarget;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;
import java.util.List;

/**
 * One key that a new row may have in common with a row that is there. The row that is there is put
 * into the frame beside the new one, where it stays until {@link #end}.
 */
public abstract class ConflictKey {

  private static final String PRIMARY_TAKEN = "A row with this primary key exists.";
  private static final String INDEX_TAKEN = "A row with this key exists in a unique index.";

  private final String index;

  private ConflictKey(String index) {
    this.index = index;
  }

  /**
   * The primary key, or a unique index of all rows.
   *
   * @param index the name of the index; null for the primary key
   * @param get reads by it
   * @param key sets its columns to those of the new row
   * @param target puts the row that is there into the frame
   * @param reading of the session
   * @return a new one
   */
  public static ConflictKey unique(
      String index, Get get, List<ColumnStore> key, FrameTarget target, Reading reading) {
    return new Unique(index, get, key, target, reading);
  }

  /**
   * A unique index of some rows. Which rows it has, the table alone can say: so a row is looked for
   * when the new one has been refused.
   *
   * @param index the name of the index
   * @param rows those of the index with the key of the new row, locked
   * @return a new one
   */
  public static ConflictKey partial(String index, RowSource rows) {
    return new Scanned(index, rows, true);
  }

  /**
   * Columns that are no key of the table.
   *
   * @param rows those with the values of the new row, locked
   * @return a new one
   */
  public static ConflictKey columns(RowSource rows) {
    return new Scanned(null, rows, false);
  }

  /** Whether a row can be looked for before the new one is inserted. */
  abstract boolean isExact();

  /**
   * Looks for the row that is there.
   *
   * @param locked whether it is locked, or what would be it if there is none
   */
  abstract boolean find(Transaction transaction, Frame frame, boolean locked);

  /** The row that was found need not stay. */
  abstract void end();

  /** Gives up what is kept between runs. */
  abstract void release();

  /** Whether the table has refused a row because this key is taken. */
  boolean isCauseOf(ConstraintException refusal) {
    return index == null
        ? refusal.sentence().equals(PRIMARY_TAKEN)
        : refusal.sentence().equals(INDEX_TAKEN) && index.equals(refusal.facts().get("index"));
  }

  private static final class Unique extends ConflictKey {
    private final Get get;
    private final ColumnStore[] key;
    private final FrameTarget target;
    private final GivenLimits limits;

    Unique(String index, Get get, List<ColumnStore> key, FrameTarget target, Reading reading) {
      super(index);
      this.get = get;
      this.key = key.toArray(ColumnStore[]::new);
      this.target = target;
      this.limits = new GivenLimits(reading);
    }

    @Override
    boolean isExact() {
      return true;
    }

    @Override
    boolean find(Transaction transaction, Frame frame, boolean locked) {
      limits.limit(get);
      for (ColumnStore column : key) {
        column.set(get, frame);
      }
      boolean found = locked ? get.fetchForUpdate(transaction) : get.fetch(transaction);
      if (found) {
        get.readInto(target);
      }
      return found;
    }

    @Override
    void end() {
      // The statement keeps a copy of the row, until it reads the next one.
    }

    @Override
    void release() {
      // It need not be closed.
    }
  }

  private static final class Scanned extends ConflictKey {
    private final RowSource rows;
    private final boolean isUnique;

    Scanned(String index, RowSource rows, boolean isUnique) {
      super(index);
      this.rows = rows;
      this.isUnique = isUnique;
    }

    @Override
    boolean isExact() {
      return !isUnique;
    }

    @Override
    boolean isCauseOf(ConstraintException refusal) {
      return isUnique && super.isCauseOf(refusal);
    }

    @Override
    boolean find(Transaction transaction, Frame frame, boolean locked) {
      rows.close();
      rows.open(transaction);
      if (!rows.next()) {
        rows.close();
        return false;
      }
      if (!isUnique) {
        if (rows.next()) {
          throw SqlException.nowhere(
              SqlState.CARDINALITY_VIOLATION, "Several rows have the key of the new row.");
        }
        rows.close();
        rows.open(transaction);
        return rows.next();
      }
      return true;
    }

    @Override
    void end() {
      rows.close();
    }

    @Override
    void release() {
      rows.release();
    }
  }
}
