package io.ashlar.jdbc.connection;

import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.KeyColumns;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Executes one text with values of its parameters. */
final class AshlarPreparedStatement extends ParameterSetters {

  private final KeyColumns keys;
  private CachedStatement statement;

  AshlarPreparedStatement(AshlarConnection connection, int type, CachedStatement statement) {
    super(connection, type, statement.statement());
    this.statement = statement;
    this.keys = statement.keys();
  }

  @Override
  void checkUnprepared() throws SQLException {
    checkOpen();
    throw SqlStates.failure(
        SqlStates.CALL_SEQUENCE,
        "A prepared statement has its text already.",
        "statement",
        statement.text());
  }

  private boolean run() throws SQLException {
    AshlarConnection owner = connection();
    owner.enter();
    try {
      beginExecution(keys);
      values().bind(statement.statement());
      return run(statement);
    } catch (AshlarException e) {
      throw failed(e);
    } finally {
      owner.exit();
    }
  }

  private SQLException failed(AshlarException e) {
    if (e instanceof SqlException sql && sql.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED)) {
      statement.forgetColumns();
    }
    return SqlStates.of(e);
  }

  private void checkHasRows(boolean wanted) throws SQLException {
    checkOpen();
    if (statement.statement().hasRows() != wanted) {
      throw SqlStates.failure(
          SqlStates.CALL_SEQUENCE,
          wanted ? "The statement gives no rows." : "The statement gives rows.",
          "statement",
          statement.text());
    }
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkHasRows(true);
    return rowsOf(run());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkHasRows(false);
    return countOf(run());
  }

  @Override
  public int executeUpdate() throws SQLException {
    return BatchRun.narrow(executeLargeUpdate());
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    return run();
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    values().addRow();
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    values().clearRows();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    connection().enter();
    try {
      beginExecution(keys);
      return new BatchRun(connection(), values().rows()).run(this::runRow);
    } catch (AshlarException e) {
      throw failed(e);
    } finally {
      values().clearRows();
      connection().exit();
    }
  }

  private long runRow(int row) throws SQLException {
    values().bindRow(row, statement.statement());
    return runOne(statement);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return statement.statement().hasRows() ? statement.columns() : null;
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new ParameterDescription(statement.statement());
  }

  @Override
  void release() {
    CachedStatement mine = statement;
    statement = null;
    if (mine != null && !connection().isClosed()) {
      connection().statements().giveBack(mine);
    }
  }
}
