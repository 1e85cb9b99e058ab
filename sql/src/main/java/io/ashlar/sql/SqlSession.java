package io.ashlar.sql;

import io.ashlar.Database;
import io.ashlar.argument.Arguments;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.bind.Subqueries;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.parse.ParsedStatement;
import io.ashlar.sql.parse.SqlParser;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One user of SQL: statements, and the transaction in which they run.
 *
 * <p>At first each statement is a transaction of its own: a change is committed when it has run, a
 * query reads one state until its result is closed. {@link #setAutoCommit Without} that, or after
 * {@code BEGIN}, the first statement begins a transaction that goes on until {@link #commit} or
 * {@link #rollback}. A statement that fails has changed nothing, and the transaction goes on; after
 * a failure that has ended it (a deadlock, a conflict) all is refused with 25P02 until it is rolled
 * back. Statements that define tables commit what is under way, and cannot be rolled back.
 *
 * <p>A session belongs to one thread at a time.
 *
 * <p>Long because it is all that users see of a session, with the contract of each method.
 */
public final class SqlSession implements AutoCloseable {

  private final Database database;
  private final EvaluationContext context = new EvaluationContext();
  private final SqlParser parser = new SqlParser();
  private final Reading reading = new Reading();
  private final SessionTransaction transaction;
  private final SessionCommands commands;
  private final SessionSettings settings = new SessionSettings(this);
  private final Set<SqlStatement> statements = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Runs that read through the transaction and end with it. */
  private final List<SqlCursor> open = new ArrayList<>();

  private final StatementCache cache = new StatementCache(this);

  private boolean autoCommit = true;
  private boolean closed;

  SqlSession(Database database) {
    this.database = database;
    this.transaction = new SessionTransaction(database);
    this.commands = new SessionCommands(this, transaction);
    context.setSequences(new SessionSequences(database, this::requireWritable));
  }

  Database database() {
    return database;
  }

  EvaluationContext context() {
    return context;
  }

  Binding binding(String text, ParameterSlots parameters, Subqueries subqueries) {
    return new Binding(text, parameters, context, StandardFunctions::registry, reading, subqueries);
  }

  SessionSettings settings() {
    return settings;
  }

  Reading reading() {
    return reading;
  }

  ParsedStatement parse(String text) {
    return parser.parse(text);
  }

  private void checkOpen() {
    if (closed) {
      throw SqlException.nowhere(SqlState.NO_CONNECTION, "The session is closed.");
    }
  }

  /**
   * Prepares a statement.
   *
   * @param text one statement
   * @return a new statement, which the caller closes, or the session when it is closed
   * @throws SqlException when the text is not understood, with line and column
   */
  public SqlStatement prepare(String text) {
    return prepare(text, KeyColumns.none());
  }

  /**
   * Prepares a statement that tells columns of the rows that it inserts. Of other statements than
   * INSERT and MERGE with KEY, and of those with RETURNING, nothing is told.
   *
   * @param text one statement
   * @param keys which columns
   * @return a new statement, which the caller closes, or the session when it is closed
   * @throws SqlException when the text is not understood, with line and column; 42703 when the
   *     table has no such column
   */
  public SqlStatement prepare(String text, KeyColumns keys) {
    checkOpen();
    return added(SqlStatement.prepare(this, text, keys, null));
  }

  SqlStatement added(SqlStatement statement) {
    statements.add(statement);
    return statement;
  }

  /**
   * Gives a statement of a text that is prepared already, or prepares one: for drivers, who keep
   * what they get to themselves. When it is closed it goes back to the session with its plan, all
   * parameters null, and may be given out again; whoever closed it must not use it any more.
   *
   * @param text one statement
   * @param keys which columns it tells of the rows that it inserts
   * @return a statement that nobody else uses
   * @throws SqlException when the text is not understood, with line and column
   */
  public SqlStatement take(String text, KeyColumns keys) {
    checkOpen();
    return cache.take(Arguments.given(text, "text"), Arguments.given(keys, "keys"));
  }

  /**
   * As {@link #take}, for a text that was not prepared and is to be executed once: the plan of
   * another text serves that differs in its literals alone, where it is the same plan. The
   * statement takes no parameters but those that the text has.
   *
   * @param text one statement
   * @param keys which columns it tells of the rows that it inserts
   * @return a statement that nobody else uses
   * @throws SqlException when the text is not understood, with line and column
   */
  public SqlStatement takeUnprepared(String text, KeyColumns keys) {
    checkOpen();
    return cache.takeUnprepared(Arguments.given(text, "text"), Arguments.given(keys, "keys"));
  }

  StatementCache cache() {
    return cache;
  }

  void forget(SqlStatement statement) {
    statements.remove(statement);
  }

  /**
   * Executes a statement without rows and parameters. What was planned for it is kept, for texts
   * that are the same but for their literals.
   *
   * @param text one statement
   * @return how many rows it changed; 0 for statements that change none
   * @throws SqlException when it is not understood or cannot be carried out
   * @throws io.ashlar.error.AshlarException when the database refuses
   */
  public long execute(String text) {
    try (SqlStatement statement = takeUnprepared(text, KeyColumns.none())) {
      return statement.execute();
    }
  }

  /**
   * Whether each statement is a transaction of its own.
   *
   * @return true at first
   */
  public boolean isAutoCommit() {
    return autoCommit;
  }

  /**
   * Says whether each statement is a transaction of its own. A change commits what is under way.
   *
   * @param value whether it is
   */
  public void setAutoCommit(boolean value) {
    checkOpen();
    if (value != autoCommit) {
      commit();
      autoCommit = value;
    }
  }

  /**
   * The level of transactions. {@code SET TRANSACTION} and {@code BEGIN} may give one transaction
   * another.
   *
   * @return READ_COMMITTED at first
   */
  public IsolationLevel isolation() {
    return transaction.level();
  }

  /**
   * Sets the level of transactions.
   *
   * @param level the level
   * @throws SqlException 25001 within a transaction
   */
  public void setIsolation(IsolationLevel level) {
    checkOpen();
    transaction.setLevel(Arguments.given(level, "level"));
  }

  /**
   * When commits return.
   *
   * @return empty at first: as the database was opened for
   */
  public Optional<Durability> durability() {
    return Optional.ofNullable(transaction.durability());
  }

  /**
   * Says when commits return, from the next one on. Definitions of tables return when the database
   * was opened for it.
   *
   * @param value when, or null for what the database was opened for
   */
  public void setDurability(Durability value) {
    checkOpen();
    transaction.setDurability(value);
  }

  /**
   * Whether transactions refuse changes. {@code SET TRANSACTION} and {@code BEGIN} may say
   * otherwise of one.
   *
   * @return false at first
   */
  public boolean isReadOnly() {
    return transaction.isReadOnlyLater();
  }

  boolean isReadOnlyNow() {
    return transaction.isReadOnly();
  }

  /**
   * Says whether statements that change or lock rows are refused, with 25006. Statements that
   * define tables are refused too.
   *
   * @param value whether they are
   * @throws SqlException 25001 within a transaction
   */
  public void setReadOnly(boolean value) {
    checkOpen();
    if (transaction.isActive()) {
      throw SqlException.nowhere(
          SqlState.ACTIVE_TRANSACTION, "A transaction cannot become read-only, or writable.");
    }
    transaction.setReadOnlyLater(value);
  }

  private void requireWritable() {
    if (transaction.isReadOnly()) {
      if (commitsEach()) {
        transaction.passed();
      }
      throw SqlException.nowhere(
          SqlState.READ_ONLY_TRANSACTION,
          "The transaction is read-only, and the statement is not.");
    }
  }

  /**
   * The transaction that is under way, to use the typed API in it. It is ended by the session
   * alone.
   *
   * @return empty when none is
   */
  public Optional<Transaction> transaction() {
    return Optional.ofNullable(transaction.current());
  }

  /**
   * Begins a transaction, which goes on until it is ended whatever {@link #isAutoCommit} says.
   *
   * @throws SqlException 25001 when one is under way
   */
  public void begin() {
    requireNoTransaction();
    transaction.begun();
  }

  void requireNoTransaction() {
    checkOpen();
    if (transaction.isActive()) {
      throw SqlException.nowhere(
          SqlState.ACTIVE_TRANSACTION, "A transaction is under way already.");
    }
  }

  /**
   * Commits what is under way; does nothing when nothing is. Open results end.
   *
   * @throws SqlException 25P02 when a failure had rolled it back
   * @throws io.ashlar.error.AshlarException when it cannot be committed; it is rolled back then
   */
  public void commit() {
    checkOpen();
    endResults();
    transaction.commit();
  }

  /** Rolls back what is under way; does nothing when nothing is. Open results end. */
  public void rollback() {
    checkOpen();
    endResults();
    transaction.rollback();
  }

  private void endResults() {
    while (!open.isEmpty()) {
      open.remove(open.size() - 1).close();
    }
  }

  private void beginStatement() {
    checkOpen();
    transaction.checkUsable();
    context.beginStatement();
  }

  private boolean commitsEach() {
    return autoCommit && !transaction.isActive();
  }

  void query(Prepared prepared, SqlCursor cursor) {
    if (prepared.change() != null) {
      change(prepared.change());
      cursor.begin(null, false);
      return;
    }
    beginStatement();
    if (prepared.locks()) {
      requireWritable();
    }
    if (!commitsEach()) {
      cursor.begin(transaction.begun(), false);
      open.add(cursor);
    } else if (prepared.locks()) {
      cursor.begin(transaction.begunForOne(), true);
    } else {
      ReadTransaction read = database.beginRead();
      transaction.passed();
      cursor.begin(read, true);
    }
  }

  /** Ends the transaction that was begun for one run, by a rollback when the run has failed. */
  void endOne(boolean failed) {
    if (failed) {
      transaction.rollbackOne();
    } else {
      transaction.commitOne();
    }
  }

  /** A run that reads through the transaction has ended. */
  @SuppressWarnings("ReferenceEquality") // one object for each statement
  void ended(SqlCursor cursor) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i) == cursor) {
        open.remove(i);
        return;
      }
    }
  }

  long change(Change change) {
    beginStatement();
    requireWritable();
    return commitsEach() ? changeAlone(change) : changeWithin(change, transaction.begun());
  }

  private long changeAlone(Change change) {
    Transaction one = transaction.begunForOne();
    reading.set(one);
    boolean done = false;
    try {
      long rows = change.run(one);
      transaction.commitOne();
      done = true;
      return rows;
    } finally {
      if (!done) {
        transaction.rollbackOne();
      }
    }
  }

  /** Runs a change; where it may fail half way, from a savepoint to which it is taken back then. */
  private long changeWithin(Change change, Transaction current) {
    reading.set(current);
    if (change.isAtomic()) {
      return change.run(current);
    }
    long before = current.savepoint();
    boolean done = false;
    try {
      long rows = change.run(current);
      done = true;
      return rows;
    } finally {
      if (current.active()) {
        if (!done) {
          current.rollbackTo(before);
        }
        current.release(before);
      }
    }
  }

  long command(Statement statement, String text) {
    checkOpen();
    if (statement instanceof DefinitionStatement) {
      requireWritable();
    }
    context.beginStatement();
    return commands.run(statement, binding(text, new ParameterSlots(0), null));
  }

  /** Rolls back what is under way, and closes all statements and results. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      endResults();
      new ArrayList<>(statements).forEach(SqlStatement::release);
    } finally {
      closed = true;
      transaction.close();
    }
  }
}
