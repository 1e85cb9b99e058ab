package io.ashlar.ingest;

import io.ashlar.row.Assignments;

/**
 * Fills rows for a {@link TableWriter}, one after the other: set the columns, submit, set them
 * again. Reusable, without an end; belongs to one thread at a time, so each producer has its own,
 * which may be a virtual thread. Setting and submitting allocate nothing in steady state, but for
 * decimals and where the row has to wait or is given an {@link Acknowledgement}.
 *
 * <p>Whatever can be known of a row before it is written is judged when it is submitted, by the
 * schema of that moment. The columns are unset afterwards, whatever the outcome: a row that was
 * refused is filled again to be submitted again.
 *
 * <p>{@linkplain #limitedBy Limits} end the wait for room and nothing else.
 */
public interface RowFiller extends Assignments<RowFiller> {

  /**
   * Hands the row over, with priority {@link Priority#NORMAL}.
   *
   * @return false when the row was dropped, as the writer's options say, and will not be written
   * @throws io.ashlar.error.ConstraintException when a column that may not be null has no value, or
   *     a value is longer than its column allows
   * @throws io.ashlar.error.SchemaException when the row is to be deleted and a column is set that
   *     is not part of its primary key, or a column that is set was dropped meanwhile
   * @throws io.ashlar.error.IllegalUseException when the row is to be deleted and a column of its
   *     primary key is not set; when another thread is using the filler
   * @throws io.ashlar.error.LimitExceededException when the primary key is too long, or the row is
   *     larger than all of the queue
   * @throws io.ashlar.error.WriterFullException when there is no room, after a wait or at once, as
   *     the options say; after an interrupt too, with the fact {@code interrupted=true}, and the
   *     thread's flag stays set; at once on a thread of the writer
   * @throws io.ashlar.error.WriterUnavailableException when the store has refused writes, and the
   *     options are not to drop rows
   * @throws io.ashlar.error.ClosedException when the writer or the database is closed, or the table
   *     was dropped
   */
  boolean submit();

  /**
   * The same with a priority, which counts for {@link WhenFull#DROP_LOWEST} alone.
   *
   * @param priority which rows are dropped before it
   * @return as {@link #submit()}
   */
  boolean submit(Priority priority);

  /**
   * The same, and tells what becomes of the row. Allocates.
   *
   * @param priority which rows are dropped before it
   * @param acknowledgement is told once, unless this method throws; where it answers false, it was
   *     told before
   * @return as {@link #submit()}
   */
  boolean submit(Priority priority, Acknowledgement acknowledgement);
}
