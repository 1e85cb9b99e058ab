package io.ashlar;

import io.ashlar.schema.SequenceOptions;

/**
 * Numbers that are given out once. Shared by all threads.
 *
 * <p>Numbers come from blocks that are reserved durably before the first of them is given out. So a
 * number is never repeated, not after a kill either; what was reserved and not given out is a gap
 * then. A transaction that rolls back gives nothing back. Numbers rise in the order in which they
 * are given out, which is not the order in which transactions commit.
 */
public interface Sequence {

  /**
   * The name.
   *
   * @return the name, unique in its database
   */
  String name();

  /**
   * How it was declared.
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
}
