package io.ashlar;

import io.ashlar.schema.SequenceOptions;
import java.util.OptionalLong;

/**
 * Numbers that are given out once. Shared by all threads.
 *
 * <p>Numbers come from blocks that are reserved durably before the first of them is given out. So a
 * number is never repeated, not after a kill either; what was reserved and not given out is a gap
 * then. A close of the database gives it back and leaves no gap. A transaction that rolls back
 * gives nothing back. Numbers rise in the order in which they are given out, which is not the order
 * in which transactions commit.
 *
 * <p>A sequence belongs to no transaction: what is done to it is seen by all at once, and stays
 * when the transaction rolls back that did it.
 */
public interface Sequence {

  /**
   * The name.
   *
   * @return the name, unique in its database; empty for that of an identity column
   */
  String name();

  /**
   * How it counts: as it was declared, with the start of the last {@link #restartWith}.
   *
   * @return the options
   */
  SequenceOptions options();

  /**
   * Gives out the next number. Allocates nothing and takes no lock, except where a block ends: then
   * one caller waits for the fsync that reserves the next, and others for him.
   *
   * @return the number
   * @throws io.ashlar.error.LimitExceededException when all have been given out
   * @throws io.ashlar.error.ClosedException when the sequence was dropped or the database is closed
   * @throws io.ashlar.error.IllegalUseException when the database was opened for reading only
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed; nothing was given
   *     out
   */
  long next();

  /**
   * The last number that was given out, by whomever (PostgreSQL: {@code last_value}), or that
   * {@link #advancePast} has passed over; after a kill, the last of the block. Another thread may
   * draw the next one meanwhile.
   *
   * @return the number; empty before the first since the sequence was created or restarted
   * @throws io.ashlar.error.ClosedException when the sequence was dropped
   */
  OptionalLong last();

  /**
   * Passes over all numbers up to one, so that none of them is given out from the return on: what
   * is to be done after rows with numbers of their own were imported (PostgreSQL: {@code setval}).
   * Does nothing where the sequence is beyond it already. For one that falls, up to means down to.
   *
   * <p>The next number is the first behind it that the sequence would have come to; there is none
   * when that is beyond the limit. Durable; an fsync, except within a block.
   *
   * @param number the number
   * @throws io.ashlar.error.ClosedException when the sequence was dropped or the database is closed
   * @throws io.ashlar.error.IllegalUseException when the database was opened for reading only
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed
   */
  void advancePast(long number);

  /**
   * Goes on with a number, backward too (SQL: {@code ALTER SEQUENCE ... RESTART WITH}), durably.
   * The next one is that number. Numbers that it comes to again are given out again; {@link
   * #advancePast} cannot lead to that. Threads that draw at the same time may still be given
   * numbers of before, until this returns.
   *
   * @param number the next number, not beyond the limit
   * @throws io.ashlar.error.SchemaException when it is beyond the limit; nothing was changed
   * @throws io.ashlar.error.ClosedException when the sequence was dropped or the database is closed
   * @throws io.ashlar.error.IllegalUseException when the database was opened for reading only
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed
   */
  void restartWith(long number);
}
