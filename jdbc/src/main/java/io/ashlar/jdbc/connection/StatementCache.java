package io.ashlar.jdbc.connection;

import io.ashlar.Database;
import io.ashlar.sql.KeyColumns;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;

/** The statements that the session keeps, with what the driver knows of each. */
final class StatementCache {

  private final SqlSession session;
  private final Database database;

  StatementCache(SqlSession session, Database database) {
    this.session = session;
    this.database = database;
  }

  /** A statement of a text that is prepared, which nobody else uses. */
  CachedStatement take(String text, KeyColumns keys) {
    return known(session.take(text, keys), keys);
  }

  /** A statement of a text that is executed once. */
  CachedStatement takeUnprepared(String text, KeyColumns keys) {
    return known(session.takeUnprepared(text, keys), keys);
  }

  private CachedStatement known(SqlStatement statement, KeyColumns keys) {
    if (statement.attachment() instanceof CachedStatement known) {
      return known;
    }
    CachedStatement cached = new CachedStatement(statement, keys, database);
    statement.attach(cached);
    return cached;
  }

  void giveBack(CachedStatement statement) {
    statement.statement().close();
  }
}
