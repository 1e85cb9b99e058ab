package io.ashlar.sqltest.oracle;

import java.sql.SQLException;
import java.util.List;

/** A question whose answer can be judged. */
interface Trial {

  /**
   * Asks and judges.
   *
   * @param bench who is asked
   * @return what is wrong; null when nothing is, or when there is no telling
   * @throws SQLException when an engine cannot go on
   */
  Finding judge(Bench bench, Tally tally) throws SQLException;

  /** Trials that ask for less, those that lack most first; not each can be asked. */
  List<? extends Trial> simpler();

  /** The statements, as our own engine is given them. */
  List<String> statements();
}
