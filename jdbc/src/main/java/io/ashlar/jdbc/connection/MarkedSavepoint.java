package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import java.sql.SQLException;
import java.sql.Savepoint;

/** A savepoint: a mark in the transaction. */
final class MarkedSavepoint implements Savepoint {

  private final int id;
  private final String name;
  private final long mark;

  /** With a name, or null. */
  MarkedSavepoint(int id, String name, long mark) {
    this.id = id;
    this.name = name;
    this.mark = mark;
  }

  long mark() {
    return mark;
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (name != null) {
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The savepoint has a name.", "name", name);
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (name == null) {
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The savepoint has no name.", "id", id);
    }
    return name;
  }
}
