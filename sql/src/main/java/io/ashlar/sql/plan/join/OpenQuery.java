package io.ashlar.sql.plan.join;

import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.execute.RowSource;

/** A query in FROM that is not yet planned to its end, so that it can take conditions. */
public abstract class OpenQuery extends RowSource {

  /** Without conditions. */
  protected OpenQuery() {}

  /** Forgets the conditions that it took. */
  public abstract void clear();

  /**
   * Takes a condition of the query around it.
   *
   * @param term the condition
   * @param source what this is there
   * @param number its number there
   * @param around binds expressions there
   * @return false when it must be judged there
   */
  public abstract boolean takes(Term term, Source source, int number, ExpressionBinder around);

  /**
   * Plans it to its end.
   *
   * @return the rows, with the conditions that it took judged within
   */
  public abstract RowSource planned();
}
