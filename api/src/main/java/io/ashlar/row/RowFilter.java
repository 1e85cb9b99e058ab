package io.ashlar.row;

/**
 * A condition on rows that no {@link io.ashlar.query.Predicate} can express, as code: given to
 * {@link io.ashlar.Scan#filter(RowFilter, io.ashlar.query.Column...)}, {@link
 * io.ashlar.Update#filter} and {@link io.ashlar.Delete#filter} together with the columns that it
 * reads.
 *
 * <p>It is asked for rows that the predicate of its statement accepts and that have not expired, by
 * the thread that runs the statement, before limit, offset, order and aggregates; any number of
 * times for a row and in any sequence, and under a lock once more. So it should answer the same for
 * the same values as long as a statement runs, and change nothing.
 *
 * <p>What it throws is passed on unchanged by the call that has asked it; an update or delete has
 * then changed nothing, and the transaction goes on. It cannot use the statement that asks it, nor
 * run another one in the same transaction, commit that or roll it back: all of it is {@link
 * io.ashlar.error.IllegalUseException}. Another transaction would wait in vain for the locks of
 * this one.
 */
@FunctionalInterface
public interface RowFilter {

  /**
   * Whether the statement selects a row.
   *
   * @param row shows the columns that were said to be read, until this returns; its version only
   *     where the statement does not walk an index that has all that it reads
   * @return true when it does
   */
  boolean accepts(RowReader row);
}
