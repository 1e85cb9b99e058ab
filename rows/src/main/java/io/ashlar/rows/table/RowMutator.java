package io.ashlar.rows.table;

import org.agrona.DirectBuffer;

/**
 * Applies one statement's changes to rows and keeps every index entry in step.
 */
public final class RowMutator implements AutoCloseable {

  RowMutator(TableHandle table) {}

  /** Start of one statement: beginStatement on the transaction, internal savepoint. */
  public void begin(TransactionHandle transaction) {}

  /** Inserts; a row with this primary key is a ConstraintException. */
  public void insert(Assigned values) {}

  /** Inserts, or updates the columns that are set. */
  public void upsert(Assigned values) {}

  /** Updates a row whose old value the caller has locked and read with getLocked. */
  public void update(
      DirectBuffer key, int keyOffset, int keyLength,
      DirectBuffer row, int rowOffset, int rowLength, Assigned values) {}

  /** Deletes a row whose old value the caller has locked and read with getLocked. */
  public void delete(
      DirectBuffer key, int keyOffset, int keyLength,
      DirectBuffer row, int rowOffset, int rowLength) {}

  /** Judges unique indexes; on violation rolls back to the savepoint and throws. */
  public void end() {}

  /** Rolls back to the savepoint; does nothing when the transaction has ended. */
  public void abort() {}

  @Override
  public void close() {}
}
