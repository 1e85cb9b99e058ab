package io.ashlar.sql.change;

import io.ashlar.error.ConstraintException;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;
import java.util.List;

/**
 * Inserts rows, and does something else with those whose key is taken.
 *
 * <p>A row with the key is looked for first, under its lock where it is to be changed: the lock
 * holds also where there is none, so that nobody else can insert one. Where the row cannot be
 * looked for before, or nobody locked, the table says by refusing the new row that the key is
 * taken; the row is looked for then, and all begins anew when it has gone meanwhile.
 */
public final class ConflictInsert extends Change {

  /** Somebody else must insert and delete the key each time; nobody does that for so long. */
  private static final int MOST_ATTEMPTS = 1_000;

  private final RowSource rows;
  private final Frame frame;
  private final RowWrite insert;
  private final ConflictKey[] keys;
  private final ConflictAction action;
  private final SlotWrites inserted;
  private final ReturnedRows returned;
  private final PlannedQuery query;

  /**
   * Planned.
   *
   * @param rows puts the new rows into the frame, one after the other
   * @param frame where they are, and what else the parts need
   * @param insert writes a new row
   * @param keys those that are asked for
   * @param action what is done where one is taken
   * @param inserted makes the new row the one that is given back
   * @param returned keeps what is given back; null for nothing
   * @param query shows that; null for nothing
   */
  public ConflictInsert(
      RowSource rows,
      Frame frame,
      RowWrite insert,
      List<ConflictKey> keys,
      ConflictAction action,
      SlotWrites inserted,
      ReturnedRows returned,
      PlannedQuery query) {
    this.rows = rows;
    this.frame = frame;
    this.insert = insert;
    this.keys = keys.toArray(ConflictKey[]::new);
    this.action = action;
    this.inserted = inserted;
    this.returned = returned;
    this.query = query;
  }

  @Override
  public long run(Transaction transaction) {
    if (returned != null) {
      returned.begin();
    }
    action.begin();
    long changed = 0;
    rows.open(transaction);
    try {
      while (rows.next()) {
        changed += write(transaction);
      }
    } finally {
      for (ConflictKey key : keys) {
        key.end();
      }
      rows.close();
    }
    return changed;
  }

  private long write(Transaction transaction) {
    long changed = ConflictAction.GO_ON;
    for (int attempt = 1; changed == ConflictAction.GO_ON; attempt++) {
      changed = attempt(transaction, attempt == MOST_ATTEMPTS);
    }
    if (changed == ConflictAction.BECAME) {
      inserted.apply(frame);
      changed = 1;
    }
    if (changed > 0 && returned != null) {
      returned.add(frame);
    }
    return changed;
  }

  private long attempt(Transaction transaction, boolean last) {
    action.beginRow();
    for (ConflictKey key : keys) {
      if (key.isExact() && key.find(transaction, frame, action.locks())) {
        long changed = action.met(transaction, frame);
        if (changed != ConflictAction.GO_ON) {
          return changed;
        }
      }
    }
    ConstraintException refusal;
    try {
      long became = action.unmet(transaction, frame);
      return became == ConflictAction.GO_ON ? insert(transaction) : became;
    } catch (ConstraintException e) {
      refusal = e;
    }
    for (ConflictKey key : keys) {
      if (!last && key.isCauseOf(refusal)) {
        return taken(key, transaction);
      }
    }
    throw refusal;
  }

  private long insert(Transaction transaction) {
    long changed = insert.execute(transaction, frame);
    inserted.apply(frame);
    action.inserted(frame);
    return changed;
  }

  /** The table has refused the new row because of a key. */
  private long taken(ConflictKey key, Transaction transaction) {
    if (!action.locks()) {
      return action.met(transaction, frame);
    }
    return key.find(transaction, frame, true)
        ? action.met(transaction, frame)
        : ConflictAction.GO_ON;
  }

  @Override
  public PlannedQuery returned() {
    return query;
  }

  @Override
  public void release() {
    for (ConflictKey key : keys) {
      key.release();
    }
    rows.release();
  }

  @Override
  public boolean isAtomic() {
    return false;
  }
}
