package io.ashlar.ingest;

import io.ashlar.error.AshlarException;

/**
 * Is told what has become of one row, exactly once, by a thread of the writer, or by a producer
 * that has dropped the row. It should return at once, as rows wait for it meanwhile; it must not
 * flush or close the writer. What it throws is logged and otherwise without effect.
 */
public interface Acknowledgement {

  /**
   * The row is written, as durably as the writer was asked for.
   *
   * @param timestamp of the commit, the same for all rows of a batch
   */
  void written(long timestamp);

  /**
   * The row was not written: it was refused or dropped.
   *
   * @param failure why; {@link io.ashlar.error.CommitOutcomeUnknownException} when nobody knows
   *     whether it was written
   */
  void failed(AshlarException failure);
}
