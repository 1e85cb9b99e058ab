package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.result.ValueResultSet;
import io.ashlar.sql.error.SqlState;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is set of a statement and asked of it, beside what it executes. */
abstract class StatementBase implements Statement {

  private final AshlarConnection connection;
  private final int type;
  private long maxRows;
  private int maxFieldSize;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private int timeoutSeconds;
  private boolean poolable = this instanceof PreparedStatement;
  private boolean closesItself;

  /** When the time of the execution is up, if it has any. */
  private long deadlineNanos;

  /** Cancelled by any thread; another one for the execution after that. */
  private volatile CancellationToken token = CancellationToken.create();

  /** Of {@link #timeoutSeconds} and {@link #token}; null where they have changed. */
  private StatementLimits limits;

  StatementBase(AshlarConnection connection, int type) {
    this.connection = connection;
    this.type = type;
  }

  AshlarConnection connection() {
    return connection;
  }

  long maxRows() {
    return maxRows;
  }

  boolean scrolls() {
    return type != ResultSet.TYPE_FORWARD_ONLY;
  }

  boolean closesItself() {
    return closesItself;
  }

  /** A result of this statement has been closed. */
  abstract void resultClosed(ValueResultSet result) throws SQLException;

  void checkOpen() throws SQLException {
    if (isClosed()) {
      connection.checkOpen();
      throw SqlStates.closed("statement");
    }
  }

  @Override
  public abstract boolean isClosed();

  /** Begins to count the time of an execution. */
  void beginTime() {
    if (token.isCancelled()) {
      token = CancellationToken.create();
      limits = null;
    }
    if (timeoutSeconds > 0) {
      deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    }
  }

  /** When the database gives up what is executed, also within a long statement. */
  StatementLimits limits() {
    if (limits == null) {
      StatementLimits cancelled = StatementLimits.none().cancelOn(token);
      limits =
          timeoutSeconds == 0 ? cancelled : cancelled.timeout(Duration.ofSeconds(timeoutSeconds));
    }
    return limits;
  }

  /** Refuses to go on when the statement was cancelled or its time is up. */
  void checkInterrupted() throws SQLException {
    if (token.isCancelled()) {
      throw SqlStates.failure(SqlState.QUERY_CANCELED, "The statement was cancelled.");
    }
    if (timeoutSeconds > 0 && System.nanoTime() - deadlineNanos >= 0) {
      throw SqlStates.timeout(timeoutSeconds);
    }
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    interrupt();
  }

  /** Ends what is executed, also when the connection is over. */
  void interrupt() {
    token.cancel();
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    if (max < 0) {
      throw SqlStates.argument("max", max);
    }
    maxRows = max;
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  /** Kept as a hint: no value is ever cut. */
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    if (max < 0) {
      throw SqlStates.argument("max", max);
    }
    maxFieldSize = max;
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return timeoutSeconds;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    if (seconds < 0) {
      throw SqlStates.argument("seconds", seconds);
    }
    timeoutSeconds = seconds;
    limits = null;
    deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  /** Does nothing, as JDBC wants it where rows are not changed through results. */
  @Override
  public void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    fetchDirection = ValueResultSet.fetchDirection(direction);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = ValueResultSet.fetchSize(rows);
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return type;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    checkOpen();
    poolable = value;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closesItself = true;
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closesItself;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Unwrapping.isFor(this, wanted) ? wanted.cast(this) : connection.unwrap(wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) throws SQLException {
    return Unwrapping.isFor(this, wanted) || connection.isWrapperFor(wanted);
  }
}
