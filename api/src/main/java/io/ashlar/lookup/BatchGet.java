package io.ashlar.lookup;

import io.ashlar.row.Assignments;
import io.ashlar.row.RowReader;
import io.ashlar.transaction.ReadTransaction;

/**
 * Reads many rows by primary key, or by the key of a unique index, in one statement. Made by {@link
 * io.ashlar.Table#getAll()} and {@link io.ashlar.Table#getAll(String)}; reusable: set the key
 * columns and {@link #add} each key, {@link #fetch}, then walk the answers in the order in which
 * the keys were added, those without a row included. Belongs to one thread at a time.
 *
 * <p>Keys are read in key order, whatever order they were added in, so that neighbours are read
 * from the same blocks. Keys and rows of a batch are kept in heap memory of this object, which
 * grows to the largest batch; in steady state nothing is allocated. Batches of some hundred to some
 * thousand keys are large enough.
 */
public interface BatchGet extends Assignments<BatchGet>, RowReader {

  /**
   * Adds a key made of the columns that are set, and unsets them. After a fetch the first key
   * begins a new batch.
   *
   * @return this
   * @throws io.ashlar.error.IllegalUseException when a column of the key has no value
   * @throws io.ashlar.error.SchemaException when a column is set that is not part of the key
   * @throws io.ashlar.error.LimitExceededException when the keys of the batch exceed 1 GiB
   */
  BatchGet add();

  /**
   * Reads the rows of all keys that were added since the last fetch, as the transaction sees them:
   * one statement, so under {@code READ_COMMITTED} too they are of one view. A serializable
   * transaction records every key, those without a row too.
   *
   * @param transaction the transaction
   * @return how many keys have a row; a key that was added twice counts twice
   * @throws io.ashlar.error.LimitExceededException when the rows of the batch exceed 1 GiB
   * @throws io.ashlar.error.SchemaChangedException when the index was made anew after a key was
   *     added
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  int fetch(ReadTransaction transaction);

  /**
   * Moves to the answer for the next key, in the order in which the keys were added.
   *
   * @return false behind the last
   * @throws io.ashlar.error.IllegalUseException when nothing was fetched
   */
  boolean next();

  /**
   * Whether the key has a row. Without one, reading columns is an {@link
   * io.ashlar.error.IllegalUseException}.
   *
   * @return true when this shows a row
   */
  boolean isFound();

  /**
   * Which key the answer is for.
   *
   * @return the number of keys added before it; -1 before the first {@link #next}
   */
  int position();
}
