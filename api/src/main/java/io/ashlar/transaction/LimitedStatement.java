package io.ashlar.transaction;

/**
 * A statement that may have limits of its own: every one that is executed, fetched or opened.
 *
 * @param <S> the statement itself
 */
public interface LimitedStatement<S> {

  /**
   * Has the statement give up from here on, each time that it runs: by {@link
   * io.ashlar.error.DeadlineExceededException} when its time is over, by {@link
   * io.ashlar.error.CancelledException} when its token was cancelled, both with the fact {@code
   * statement}. It alone is undone then. The transaction goes on and can commit, with the locks
   * that the statement has taken; an open cursor shows nothing more, and can be closed.
   *
   * <p>It is noticed where the limits of transactions are: at the beginning, at each row that is
   * read or locked, at every 16th entry of a scan, and while it waits for a lock. In a transaction
   * of its own a statement is limited in each run, and its commit is not. Of a join each scan has
   * its own limits. An open cursor keeps the limits that it was opened with.
   *
   * @param limits when to give up; {@link StatementLimits#none} for never, as at first
   * @return this
   * @throws io.ashlar.error.IllegalUseException while another thread is using the statement
   */
  S limitedBy(StatementLimits limits);
}
