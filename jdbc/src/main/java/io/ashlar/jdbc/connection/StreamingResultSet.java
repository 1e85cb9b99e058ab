package io.ashlar.jdbc.connection;

import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.jdbc.result.ValueResultSet;
import io.ashlar.sql.SqlCursor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The rows of a query as they are read, in constant memory: forward, and once. A new object for
 * each execution, so that a result that was closed cannot be mistaken for the next; a thin one,
 * since it is all that an execution allocates. What changes while it is read is in the {@link
 * RunState} of the statement.
 */
final class StreamingResultSet extends ValueResultSet {

  private final StatementBase statement;
  private final RunState state;
  private final long run;

  StreamingResultSet(StatementBase statement, RunState state, long run) {
    this.statement = statement;
    this.state = state;
    this.run = run;
  }

  @Override
  protected ResultColumns columns() {
    return state.columns();
  }

  /** What it shows. */
  SqlCursor source() {
    return state.cursor();
  }

  private AshlarConnection connection() {
    return statement.connection();
  }

  @Override
  public boolean isClosed() {
    return isOver(connection(), state);
  }

  private boolean isOver(AshlarConnection owner, RunState now) {
    return now.isClosed(run) || owner.isOver(now.transaction());
  }

  @Override
  protected void checkOpen() throws SQLException {
    if (isClosed()) {
      throw SqlStates.closed("result");
    }
  }

  @Override
  protected void checkRow() throws SQLException {
    RunState now = state;
    AshlarConnection owner = connection();
    owner.checkThread();
    if (!now.onRow(run) || owner.isOver(now.transaction())) {
      checkOpen();
      throw SqlStates.failure(SqlStates.CALL_SEQUENCE, "The result is on no row.");
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>What it needs is in variables of its own: behind each passing of the gate all fields are
   * read anew, one after the other.
   */
  @Override
  public boolean next() throws SQLException {
    AshlarConnection owner = connection();
    RunState now = state;
    owner.enter();
    try {
      if (isOver(owner, now)) {
        throw SqlStates.closed("result");
      }
      statement.checkInterrupted();
      return now.next();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      owner.exit();
    }
  }

  @Override
  protected boolean isNullAt(int column) throws SQLException {
    try {
      return state.cursor().isNull(column);
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  @Override
  public long wordAt(int column) {
    return state.cursor().getLong(column);
  }

  @Override
  public double realAt(int column) {
    return state.cursor().getDouble(column);
  }

  @Override
  public BigDecimal decimalAt(int column) {
    return state.cursor().getDecimal(column);
  }

  @Override
  public UUID uuidAt(int column) {
    return state.cursor().getUuid(column);
  }

  @Override
  public String textAt(int column) throws SQLException {
    connection().enter();
    try {
      return typeAt(column).kind().isBinary()
          ? new String(state.cursor().getBytes(column), StandardCharsets.UTF_8)
          : state.cursor().getString(column);
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      connection().exit();
    }
  }

  @Override
  public byte[] bytesAt(int column) throws SQLException {
    connection().enter();
    try {
      return state.cursor().getBytes(column);
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      connection().exit();
    }
  }

  @Override
  public void close() throws SQLException {
    if (state.isClosed(run)) {
      return;
    }
    connection().enter();
    try {
      state.close();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      statement.resultClosed(this);
      connection().exit();
    }
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return state.row() == 0 && !state.ended();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return state.ended() && state.row() > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return state.onRow(run) && state.row() == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw SqlStates.unsupported("isLast of a result that only goes forward");
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return state.onRow(run) ? (int) Math.min(state.row(), Integer.MAX_VALUE) : 0;
  }

  private SQLException onlyForward() throws SQLException {
    checkOpen();
    return SqlStates.failure(
        SqlStates.CALL_SEQUENCE,
        "The result only goes forward; ask for TYPE_SCROLL_INSENSITIVE to walk it.");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw onlyForward();
  }

  @Override
  public void afterLast() throws SQLException {
    throw onlyForward();
  }

  @Override
  public boolean first() throws SQLException {
    throw onlyForward();
  }

  @Override
  public boolean last() throws SQLException {
    throw onlyForward();
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    throw onlyForward();
  }

  @Override
  public boolean relative(int steps) throws SQLException {
    throw onlyForward();
  }

  @Override
  public boolean previous() throws SQLException {
    throw onlyForward();
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (fetchDirection(direction) != FETCH_FORWARD) {
      throw onlyForward();
    }
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    statement.setFetchSize(rows);
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return statement.getFetchSize();
  }

  @Override
  public Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }
}
