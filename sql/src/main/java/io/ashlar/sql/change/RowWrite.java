package io.ashlar.sql.change;

import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.Update;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes one row that stands in a frame: inserts it, or changes or deletes it by its key. */
public abstract class RowWrite {

  private final GivenLimits limits;

  private RowWrite(Reading reading) {
    this.limits = new GivenLimits(reading);
  }

  /**
   * Inserts rows.
   *
   * @param insert into the table
   * @param columns what is set
   * @param reading of the session
   * @return a new one
   */
  public static RowWrite insert(Insert insert, List<ColumnStore> columns, Reading reading) {
    return new Inserted(insert, columns, reading);
  }

  /**
   * Changes rows.
   *
   * @param update selects one row, by its key as the first parameters
   * @param key the key
   * @param columns what is set
   * @param reading of the session
   * @return a new one
   */
  public static RowWrite update(
      Update update, Operands key, List<ColumnStore> columns, Reading reading) {
    return new Updated(update, key, columns, reading);
  }

  /**
   * Deletes rows.
   *
   * @param delete selects one row, by its key as the parameters
   * @param key the key
   * @param reading of the session
   * @return a new one
   */
  public static RowWrite delete(Delete delete, Operands key, Reading reading) {
    return new Deleted(delete, key, reading);
  }

  /**
   * Writes a row.
   *
   * @param transaction in which it is written
   * @param frame where its values are
   * @return how many rows were written
   * @throws io.ashlar.error.AshlarException when the table refuses
   * @throws io.ashlar.sql.error.SqlException when a value cannot be computed
   */
  public abstract long execute(Transaction transaction, Frame frame);

  /**
   * Writes rows as one statement: unique indexes and foreign keys are judged when all are written.
   *
   * @param transaction in which they are written
   * @param frame where the values of each are
   * @param next puts the next row there, without reading through the transaction; false when there
   *     is none
   * @return how many rows were written
   * @throws io.ashlar.error.AshlarException when the table refuses; nothing was written
   */
  abstract long executeEach(Transaction transaction, Frame frame, BooleanSupplier next);

  private static final class Inserted extends RowWrite {
    private final Insert insert;
    private final ColumnStore[] columns;

    Inserted(Insert insert, List<ColumnStore> columns, Reading reading) {
      super(reading);
      this.insert = insert;
      this.columns = columns.toArray(ColumnStore[]::new);
    }

    private void set(Frame frame) {
      for (ColumnStore column : columns) {
        column.set(insert, frame);
      }
    }

    @Override
    public long execute(Transaction transaction, Frame frame) {
      super.limits.limit(insert);
      set(frame);
      return insert.execute(transaction);
    }

    @Override
    long executeEach(Transaction transaction, Frame frame, BooleanSupplier next) {
      super.limits.limit(insert);
      return insert.executeEach(transaction, () -> isSet(frame, next));
    }

    private boolean isSet(Frame frame, BooleanSupplier next) {
      boolean given = next.getAsBoolean();
      if (given) {
        set(frame);
      }
      return given;
    }
  }

  private static final class Updated extends RowWrite {
    private final Update update;
    private final Operands key;
    private final ColumnStore[] columns;

    Updated(Update update, Operands key, List<ColumnStore> columns, Reading reading) {
      super(reading);
      this.update = update;
      this.key = key;
      this.columns = columns.toArray(ColumnStore[]::new);
    }

    private void set(Frame frame) {
      for (ColumnStore column : columns) {
        column.set(update, frame);
      }
      key.bindTo(update, frame);
    }

    @Override
    public long execute(Transaction transaction, Frame frame) {
      super.limits.limit(update);
      set(frame);
      return update.execute(transaction);
    }

    @Override
    long executeEach(Transaction transaction, Frame frame, BooleanSupplier next) {
      super.limits.limit(update);
      return update.executeEach(transaction, () -> isSet(frame, next));
    }

    private boolean isSet(Frame frame, BooleanSupplier next) {
      boolean given = next.getAsBoolean();
      if (given) {
        set(frame);
      }
      return given;
    }
  }

  private static final class Deleted extends RowWrite {
    private final Delete delete;
    private final Operands key;

    Deleted(Delete delete, Operands key, Reading reading) {
      super(reading);
      this.delete = delete;
      this.key = key;
    }

    @Override
    public long execute(Transaction transaction, Frame frame) {
      super.limits.limit(delete);
      key.bindTo(delete, frame);
      return delete.execute(transaction);
    }

    @Override
    long executeEach(Transaction transaction, Frame frame, BooleanSupplier next) {
      super.limits.limit(delete);
      return delete.executeEach(transaction, () -> isBound(frame, next));
    }

    private boolean isBound(Frame frame, BooleanSupplier next) {
      boolean given = next.getAsBoolean();
      if (given) {
        key.bindTo(delete, frame);
      }
      return given;
    }
  }
}
