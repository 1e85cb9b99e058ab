package io.ashlar.jdbc.connection;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.ConnectionLog;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.metadata.AshlarMetaData;
import io.ashlar.jdbc.url.ConnectionSettings;
import io.ashlar.jdbc.url.DatabaseUse;
import io.ashlar.sql.KeyColumns;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.error.SqlState;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A connection: a session of SQL and a hold on its database. It belongs to one thread at a time; a
 * second one that comes in meanwhile is refused. {@link #close} and {@link #abort} may come from
 * any thread; where another is inside, it closes the connection on its way out.
 *
 * <p>Long because it is an interface of fifty methods.
 */
public final class AshlarConnection extends ConnectionBase {

  /** Of a result that has a transaction of its own. */
  private static final long OWN = -1;

  private final DatabaseUse use;
  private final String url;
  private final String user;
  private final SqlSession session;
  private final StatementCache statements;
  private final UseGate gate = new UseGate();
  private final Savepoints savepoints = new Savepoints();
  private final Action committing = this::commitInside;
  private final boolean alwaysReadOnly;
  private boolean readOnly;
  private long transactions;
  private int openResults;

  /** Whether somebody has the transaction itself, whose uses are not seen. */
  private boolean lent;

  private volatile boolean closed;

  /** What was executed last, for those who end the connection meanwhile. */
  private volatile StatementBase executed;

  private boolean released;

  /**
   * Opens a connection.
   *
   * @param use the hold on the database, which the connection gives up
   * @param settings what is said of it
   * @throws SQLException never, as the settings were checked
   */
  public AshlarConnection(DatabaseUse use, ConnectionSettings settings) throws SQLException {
    this.use = use;
    this.url = settings.url();
    this.user = settings.user();
    this.session = Sql.session(use.database());
    this.session.setIsolation(settings.isolation());
    this.session.setDurability(settings.durability().orElse(null));
    this.statements = new StatementCache(session, use.database());
    this.alwaysReadOnly = settings.isReadOnly();
    this.readOnly = alwaysReadOnly;
    settings.idleTransactionTimeout().ifPresent(time -> IdleTransactions.watch(this, time));
  }

  SqlSession session() {
    return session;
  }

  StatementCache statements() {
    return statements;
  }

  void enter() throws SQLException {
    if (!gate.enter()) {
      throw refusal();
    }
  }

  /** What a thread is told that another keeps out, which may be ending an aborted connection. */
  private SQLException refusal() throws SQLException {
    checkOpen();
    return SqlStates.failure(
        SqlStates.CALL_SEQUENCE,
        "Another thread is using the connection.",
        "thread",
        Thread.currentThread().getName());
  }

  void exit() {
    if (gate.exit() && closed) {
      releaseIfFree();
    }
  }

  void checkThread() throws SQLException {
    if (gate.isTaken()) {
      throw refusal();
    }
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlStates.failure(SqlStates.NO_CONNECTION, "The connection is closed.");
    }
  }

  void checkWrites(CachedStatement statement) throws SQLException {
    if (readOnly && statement.writes()) {
      throw SqlStates.failure(
          SqlState.READ_ONLY_TRANSACTION,
          "The connection only reads.",
          "statement",
          statement.text());
    }
  }

  /** A statement is executed from now on; told before it looks whether the connection is open. */
  void executes(StatementBase statement) {
    executed = statement;
  }

  void resultOpened() {
    openResults++;
  }

  void resultClosed() {
    openResults--;
  }

  /** Rolls back what has been left alone for too long; the next statement is told so. */
  void visit(IdleTransactions.Look look) {
    if (!gate.tryEnter()) {
      return;
    }
    try {
      Optional<Transaction> idle = session.transaction().filter(Transaction::active);
      if (look.isOver(gate.uses()) && idle.isPresent() && !lent) {
        ConnectionLog.leftAlone(url);
        idle.get().rollback();
      }
    } catch (AshlarException e) {
      ConnectionLog.notEnded(e);
    } finally {
      exit();
    }
  }

  /** How many transactions have ended. */
  long transactions() {
    return transactions;
  }

  /** What a result that is opened now ends with. */
  long transactionOfResult() {
    return session.isAutoCommit() ? OWN : transactions;
  }

  /** Whether results of a transaction have ended. */
  boolean isOver(long transaction) {
    return closed || (transaction != OWN && transaction != transactions);
  }

  /** The transaction has ended, or may have. */
  void transactionChanged() {
    transactions++;
    lent = false;
    savepoints.clear();
  }

  /** The transaction that is under way, begun if need be. Within the connection. */
  Transaction begun() {
    if (session.transaction().isEmpty()) {
      session.begin();
    }
    return session.transaction().orElseThrow();
  }

  /** Does something with the session, within the connection. */
  private interface Action {
    void run() throws SQLException;
  }

  private void inside(Action action) throws SQLException {
    enter();
    try {
      checkOpen();
      action.run();
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      exit();
    }
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    return new AshlarStatement(this, checkedType(type, concurrency, holdability));
  }

  private PreparedStatement prepare(String text, int type, KeyColumns keys) throws SQLException {
    enter();
    try {
      checkOpen();
      if (text == null) {
        throw SqlStates.argument("sql", null);
      }
      return new AshlarPreparedStatement(this, type, statements.take(text, keys));
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    } finally {
      exit();
    }
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepare(sql, checkedType(type, concurrency, holdability), KeyColumns.none());
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeys.asked(autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeys.asked(columnIndexes));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeys.asked(columnNames));
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    inside(
        () -> {
          if (autoCommit != session.isAutoCommit()) {
            transactionChanged();
            session.setAutoCommit(autoCommit);
          }
        });
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return session.isAutoCommit();
  }

  private void checkTransaction(String call) throws SQLException {
    if (session.isAutoCommit() && session.transaction().isEmpty()) {
      throw SqlStates.failure(
          SqlStates.CALL_SEQUENCE,
          "Each statement is a transaction of its own in autocommit mode.",
          "call",
          call);
    }
  }

  private void commitInside() throws SQLException {
    checkTransaction("commit");
    transactionChanged();
    session.commit();
  }

  @Override
  public void commit() throws SQLException {
    inside(committing);
  }

  @Override
  public void rollback() throws SQLException {
    inside(
        () -> {
          checkTransaction("rollback");
          transactionChanged();
          session.rollback();
        });
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return savepoint(null);
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    if (name == null) {
      throw SqlStates.argument("name", null);
    }
    return savepoint(name);
  }

  private Savepoint savepoint(String name) throws SQLException {
    Savepoint[] taken = new Savepoint[1];
    inside(
        () -> {
          checkTransaction("setSavepoint");
          taken[0] = savepoints.take(name, begun());
        });
    return taken[0];
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    inside(() -> savepoints.rollbackTo(savepoints.checked(savepoint), begun()));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    inside(() -> savepoints.release(savepoints.checked(savepoint), begun()));
  }

  @Override
  public void setReadOnly(boolean value) throws SQLException {
    inside(
        () -> {
          if (session.transaction().isPresent() && value != readOnly) {
            throw SqlStates.failure(
                SqlState.ACTIVE_TRANSACTION, "This cannot change within a transaction.");
          }
          readOnly = value || alwaysReadOnly;
        });
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    IsolationLevel wanted = Levels.of(level);
    inside(() -> session.setIsolation(wanted));
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return Levels.number(session.isolation());
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return new AshlarMetaData(this, use.database(), url, user, alwaysReadOnly);
  }

  @Override
  public boolean isValid(int timeout) throws SQLException {
    if (timeout < 0) {
      throw SqlStates.argument("timeout", timeout);
    }
    if (closed) {
      return false;
    }
    try {
      use.database().beginRead().close();
      return true;
    } catch (AshlarException e) {
      return false;
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (gate.tryEnter()) {
      try {
        release();
      } catch (AshlarException e) {
        throw SqlStates.of(e);
      } finally {
        leave();
      }
    }
  }

  private void leave() {
    boolean last = gate.exit();
    assert last || released;
  }

  private void releaseIfFree() {
    if (gate.tryEnter()) {
      try {
        release();
      } catch (AshlarException e) {
        ConnectionLog.notClosed(e);
      } finally {
        leave();
      }
    }
  }

  /** Ends the session and gives the database up; once. Within the connection. */
  private void release() {
    if (released) {
      return;
    }
    released = true;
    if (openResults > 0) {
      ConnectionLog.leaked(url, openResults);
    }
    try {
      session.close();
    } finally {
      use.close();
    }
  }

  /** Ends the connection, and what is executed in it meanwhile, from any thread. */
  @Override
  public void abort(Executor executor) throws SQLException {
    if (executor == null) {
      throw SqlStates.argument("executor", null);
    }
    if (!closed) {
      closed = true;
      StatementBase last = executed;
      if (last != null) {
        last.interrupt();
      }
      executor.execute(this::releaseIfFree);
    }
  }

  /**
   * Gives what the connection stands on: the {@link Database}, the {@link SqlSession}, and the
   * {@link Transaction} that is under way, which is begun if there is none outside of autocommit.
   * Whoever gets a transaction leaves its end to the connection.
   */
  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    checkOpen();
    if (Database.class.equals(type)) {
      return type.cast(use.database());
    }
    if (SqlSession.class.equals(type)) {
      return type.cast(session);
    }
    if (!Transaction.class.equals(type)) {
      return Unwrapping.unwrap(this, type);
    }
    Transaction[] transaction = new Transaction[1];
    inside(
        () -> {
          checkTransaction("unwrap");
          transaction[0] = begun();
          lent = true;
        });
    return type.cast(transaction[0]);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Database.class.equals(type)
        || SqlSession.class.equals(type)
        || Transaction.class.equals(type)
        || Unwrapping.isFor(this, type);
  }
}
