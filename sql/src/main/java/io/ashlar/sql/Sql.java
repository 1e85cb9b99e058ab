package io.ashlar.sql;

import io.ashlar.Database;
import io.ashlar.argument.Arguments;

/** SQL over a database. */
public final class Sql {

  private Sql() {}

  /**
   * A session, which commits each statement by itself until it is told otherwise. Any number of
   * sessions may be open beside each other and beside users of the typed API.
   *
   * @param database the database, which outlives the session
   * @return a new session, which the caller closes
   */
  public static SqlSession session(Database database) {
    return new SqlSession(Arguments.given(database, "database"));
  }
}
