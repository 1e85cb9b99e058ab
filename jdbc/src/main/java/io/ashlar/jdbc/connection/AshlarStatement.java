package io.ashlar.jdbc.connection;

import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.result.ValueResultSet;
import io.ashlar.sql.KeyColumns;
import io.ashlar.sql.SqlCursor;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Executes texts. Each is prepared, or taken from those that are.
 *
 * <p>Long because JDBC has each execution five times over.
 */
class AshlarStatement extends StatementBase {

  private ValueResultSet rows;

  /** What gives the open result, where it was taken for this execution alone. */
  private CachedStatement borrowed;

  private long updateCount = -1;
  private GeneratedKeys keys;
  private List<String> batch = new ArrayList<>();
  private boolean closed;

  AshlarStatement(AshlarConnection connection, int type) {
    super(connection, type);
  }

  @Override
  public final boolean isClosed() {
    return closed || connection().isClosed();
  }

  /** Ends what was executed last. Within the connection. */
  final void beginExecution(KeyColumns told) throws SQLException {
    beginTime();
    connection().executes(this);
    checkOpen();
    closeRows();
    updateCount = -1;
    keys = told.equals(KeyColumns.none()) ? null : new GeneratedKeys();
  }

  /** Executes a statement; true when it gives rows. Within the connection. */
  final boolean run(CachedStatement statement) throws SQLException {
    connection().checkWrites(statement);
    if (!statement.statement().hasRows()) {
      updateCount = change(statement);
      return false;
    }
    open(statement);
    return true;
  }

  private void open(CachedStatement statement) throws SQLException {
    AshlarConnection connection = connection();
    SqlCursor cursor = statement.statement().limitedBy(limits()).open();
    RunState state = statement.state();
    long run =
        state.begin(cursor, statement.columns(), connection.transactionOfResult(), maxRows());
    connection.resultOpened();
    StreamingResultSet stream = new StreamingResultSet(this, state, run);
    rows = scrolls() ? BufferedRows.read(stream, this) : stream;
  }

  private long change(CachedStatement statement) {
    if (statement.isCommand()) {
      connection().transactionChanged();
      try {
        return statement.statement().limitedBy(limits()).execute();
      } finally {
        connection().transactionChanged();
      }
    }
    long count = statement.statement().limitedBy(limits()).execute();
    if (keys != null) {
      keys.add(statement);
    }
    return count;
  }

  /** Executes a statement of a batch, which gives no rows. */
  final long runOne(CachedStatement statement) throws SQLException {
    checkInterrupted();
    connection().checkWrites(statement);
    if (statement.statement().hasRows()) {
      throw SqlStates.failure(
          SqlStates.CALL_SEQUENCE, "A batch has no queries.", "statement", statement.text());
    }
    return change(statement);
  }

  private boolean executeText(String text, KeyColumns told) throws SQLException {
    checkUnprepared();
    connection().enter();
    try {
      beginExecution(told);
      if (text == null) {
        throw SqlStates.argument("text", null);
      }
      borrowed = connection().statements().takeUnprepared(text, told);
      return runBorrowed();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      if (rows == null) {
        giveBack();
      }
      connection().exit();
    }
  }

  /** A kept statement whose tables were changed is planned anew, and then executed. */
  private boolean runBorrowed() throws SQLException {
    try {
      return run(borrowed);
    } catch (SqlException e) {
      if (!e.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED)) {
        throw e;
      }
      borrowed.forgetColumns();
      return run(borrowed);
    }
  }

  private void giveBack() {
    CachedStatement statement = borrowed;
    borrowed = null;
    if (statement != null && !connection().isClosed()) {
      connection().statements().giveBack(statement);
    }
  }

  /** A prepared statement has its text. */
  void checkUnprepared() throws SQLException {
    // Others take any.
  }

  @Override
  void resultClosed(ValueResultSet result) throws SQLException {
    connection().resultClosed();
    if (result == rows) {
      rows = null;
      giveBack();
      if (closesItself()) {
        close();
      }
    }
  }

  /** Rows in memory, whose source was closed when they had been read, have been closed. */
  final void bufferClosed(ValueResultSet result) throws SQLException {
    if (result == rows) {
      rows = null;
      giveBack();
      if (closesItself()) {
        close();
      }
    }
  }

  final void closeRows() throws SQLException {
    ValueResultSet open = rows;
    rows = null;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      giveBack();
    }
  }

  final ResultSet rowsOf(boolean hasRows) throws SQLException {
    if (!hasRows) {
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The statement gives no rows.");
    }
    return rows;
  }

  final long countOf(boolean hasRows) throws SQLException {
    if (hasRows) {
      closeRows();
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The statement gives rows.");
    }
    return updateCount;
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    return rowsOf(executeText(sql, KeyColumns.none()));
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return executeText(sql, KeyColumns.none());
  }

  @Override
  public boolean execute(String sql, int autoGeneratedKeys) throws SQLException {
    return executeText(sql, GeneratedKeys.asked(autoGeneratedKeys));
  }

  @Override
  public boolean execute(String sql, int[] columnIndexes) throws SQLException {
    return executeText(sql, GeneratedKeys.asked(columnIndexes));
  }

  @Override
  public boolean execute(String sql, String[] columnNames) throws SQLException {
    return executeText(sql, GeneratedKeys.asked(columnNames));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return countOf(execute(sql));
  }

  @Override
  public long executeLargeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return countOf(execute(sql, autoGeneratedKeys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return countOf(execute(sql, columnIndexes));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
    return countOf(execute(sql, columnNames));
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return BatchRun.narrow(executeLargeUpdate(sql));
  }

  @Override
  public int executeUpdate(String sql, int autoGeneratedKeys) throws SQLException {
    return BatchRun.narrow(executeLargeUpdate(sql, autoGeneratedKeys));
  }

  @Override
  public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
    return BatchRun.narrow(executeLargeUpdate(sql, columnIndexes));
  }

  @Override
  public int executeUpdate(String sql, String[] columnNames) throws SQLException {
    return BatchRun.narrow(executeLargeUpdate(sql, columnNames));
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    checkOpen();
    return rows;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return BatchRun.narrow(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    if (current == CLOSE_CURRENT_RESULT || current == CLOSE_ALL_RESULTS) {
      closeRows();
    } else {
      throw SqlStates.unsupported("several open results of a statement");
    }
    updateCount = -1;
    return false;
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return (keys == null ? new GeneratedKeys() : keys).result(this);
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    checkUnprepared();
    checkOpen();
    if (sql == null) {
      throw SqlStates.argument("sql", null);
    }
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch = new ArrayList<>();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return BatchRun.narrow(executeLargeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    connection().enter();
    try {
      beginExecution(KeyColumns.none());
      List<String> texts = batch;
      batch = new ArrayList<>();
      return new BatchRun(connection(), texts.size()).run(i -> runText(texts.get(i)));
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      connection().exit();
    }
  }

  private long runText(String text) throws SQLException {
    CachedStatement statement = connection().statements().takeUnprepared(text, KeyColumns.none());
    try {
      return runOne(statement);
    } finally {
      connection().statements().giveBack(statement);
    }
  }

  /** Gives up what a statement holds beside its result. */
  void release() {
    // A statement without a text of its own holds nothing.
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    if (connection().isClosed()) {
      closed = true;
      return;
    }
    connection().enter();
    try {
      closed = true;
      closeRows();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      release();
      connection().exit();
    }
  }
}
