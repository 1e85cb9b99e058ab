package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.transaction.IsolationLevel;
import java.sql.Connection;
import java.sql.SQLException;

/** Levels of isolation by the numbers of JDBC. */
final class Levels {

  private Levels() {}

  static IsolationLevel of(int level) throws SQLException {
    return switch (level) {
      case Connection.TRANSACTION_READ_UNCOMMITTED, Connection.TRANSACTION_READ_COMMITTED ->
          IsolationLevel.READ_COMMITTED;
      case Connection.TRANSACTION_REPEATABLE_READ -> IsolationLevel.SNAPSHOT;
      case Connection.TRANSACTION_SERIALIZABLE -> IsolationLevel.SERIALIZABLE;
      default -> throw SqlStates.argument("level", level);
    };
  }

  static int number(IsolationLevel level) {
    return switch (level) {
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case SNAPSHOT -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }
}
