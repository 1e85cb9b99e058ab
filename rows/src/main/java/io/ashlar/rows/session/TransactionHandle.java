package io.ashlar.rows.session;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.codec.value.Durations;
import io.ashlar.error.ClosedException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.limit.StatementClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A transaction as tables see it: a transaction of the store and the definitions of the tables that
 * it has met. This class is the reading side; {@link WriteTransactionHandle} adds the writing one.
 *
 * <p>Belongs to one thread at a time, as the transaction of the store does. A statement is many
 * calls of that one, so it enters it from its beginning to its end. Allocates nothing once it has
 * met as many tables as it ever will.
 *
 * <p>Long because read transactions are made anew and pay for each object: what it has met is no
 * object of its own.
 */
public class TransactionHandle implements ReadTransaction {

  private static final long BOUND = 1;

  private final DatabaseContext context;
  private StoreTransaction store;

  /** The tables met since the transaction began, and by which definition each is read. */
  private TableState[] tables = new TableState[2];

  private TableDefinition[] definitions = new TableDefinition[2];

  /**
   * Of each of them {@link #BOUND} when the commit is bound to its definition, and above that bit
   * the rows inserted less the rows deleted. Made at the first write; one array, because read
   * transactions are made anew and pay for each field.
   */
  private long[] written;

  private int met;

  /**
   * Where the past is read, the commit timestamp that is asked for; else, once a statement has
   * asked, the time in microseconds by which rows are judged that may expire. One field for both,
   * as they exclude each other and read transactions pay for each.
   */
  private long time;

  private boolean readsPast;
  private boolean expiryAsked;

  /** Whether the statement that runs has limits of its own. */
  private boolean limited;

  /** Whether the view may have been pinned before any table was met. */
  private boolean viewAsked;

  /**
   * A handle of no transaction yet: what it takes is there before a transaction that {@link
   * #attach} puts under it could be lost.
   *
   * @param context the database that it belongs to
   */
  public TransactionHandle(DatabaseContext context) {
    this.context = context;
  }

  /**
   * The handle behind a transaction that a user passes.
   *
   * @param transaction the transaction
   * @param context the database that it is used with
   * @return the handle
   * @throws IllegalUseException when it is null or belongs to another database
   */
  public static TransactionHandle of(ReadTransaction transaction, DatabaseContext context) {
    if (transaction instanceof TransactionHandle handle && handle.context == context) {
      return handle;
    }
    Arguments.requireGiven(transaction, "transaction");
    throw new IllegalUseException("The transaction belongs to another database.");
  }

  /**
   * Goes on with a transaction of the store, or with another one.
   *
   * @param transaction the transaction
   */
  public final void attach(StoreTransaction transaction) {
    forgetTables();
    store = transaction;
  }

  /**
   * The database.
   *
   * @return its context
   */
  public final DatabaseContext context() {
    return context;
  }

  /**
   * The transaction of the store.
   *
   * @return the same until {@link #attach}
   */
  public final StoreTransaction store() {
    return store;
  }

  /**
   * Whether it can only read.
   *
   * @return true when writes are refused
   */
  public final boolean readOnly() {
    return store.readOnly();
  }

  /**
   * Begins a statement on a table: {@link #use}, and under {@code READ_COMMITTED} a new view. One
   * that has begun is ended by {@link #endStatement}; one that was refused is not.
   *
   * @param table the table
   * @param user of the statement, whose limits hold until its end; a run of them begins
   * @return the definition by which this statement reads and writes the table
   * @throws IllegalUseException when another thread is using the transaction
   */
  public final TableDefinition beginStatement(TableState table, OneUser user) {
    context.ensureOpen();
    claim();
    boolean begun = false;
    try {
      StatementClock clock = user.clock();
      if (clock != null) {
        clock.begin(table.name());
        limited = true;
        StatementClock outer = store.limitStatement(clock);
        assert outer == null : "a statement is in no other one";
      }
      TableDefinition definition = use(table);
      store.startStatement();
      begun = true;
      return definition;
    } finally {
      if (!begun) {
        endStatement();
      }
    }
  }

  /** Ends a statement that has begun: another may use the transaction from here on. */
  public final void endStatement() {
    if (limited) {
      limited = false;
      StatementClock ended = store.limitStatement(null);
      assert ended != null : "limits stay until their statement ends";
    }
    unclaim();
  }

  /**
   * Keeps others out until {@link #unclaim}, and shows what the last claimant wrote: the gate of
   * the store's transaction is this handle's, too.
   */
  final void claim() {
    store.enterStatement();
  }

  final void unclaim() {
    store.exitStatement();
  }

  /**
   * Meets a table: a read-write transaction takes the shared lock that keeps schema changes out
   * until its end; a read-only one looks up the definition that its view shows.
   *
   * @param table the table
   * @return the definition by which this transaction reads and writes the table
   * @throws ClosedException when the table was dropped or the transaction has ended
   * @throws SchemaChangedException when the schema was changed after the view of the transaction
   */
  public final TableDefinition use(TableState table) {
    for (int i = 0; i < met; i++) {
      if (tables[i] == table) {
        return definitions[i];
      }
    }
    return meet(table);
  }

  private TableDefinition meet(TableState table) {
    if (!store.active()) {
      throw new ClosedException("The transaction has ended.");
    }
    TableDefinition definition;
    if (store.readOnly()) {
      definition = table.definitionAt(store.readTimestamp());
      if (readsPast() && table.historyRetention().isZero()) {
        throw new HistoryUnavailableException(
            "The table keeps no history.", "table", definition.name(), "asOf", time);
      }
    } else {
      table.ensureUsable();
      store.lockShared(table.id());
      table.ensureUsable();
      definition = table.definition();
      refuseOlderView(definition);
    }
    remember(table, definition);
    return definition;
  }

  /**
   * A view from before the newest schema change would find, say, an index empty that the definition
   * lists. Only a view that is pinned already and stays, as it does not under {@code
   * READ_COMMITTED}, can be that old: all others are taken after the lock was granted. The view is
   * not asked for where it cannot be pinned yet, because a first row lock should come before it:
   * that lets writers of a hot row queue up instead of conflicting.
   */
  private void refuseOlderView(TableDefinition definition) {
    if (store.isolation() != IsolationLevel.READ_COMMITTED
        && (met > 0 || viewAsked)
        && store.readTimestamp() < definition.publishedAt()) {
      throw store.fail(
          new SchemaChangedException(
              "The schema of the table was changed after the transaction began.",
              "table",
              definition.name(),
              "epoch",
              definition.epoch()));
    }
  }

  private void remember(TableState table, TableDefinition definition) {
    if (met == tables.length) {
      tables = Arrays.copyOf(tables, met * 2);
      definitions = Arrays.copyOf(definitions, met * 2);
      written = written == null ? null : Arrays.copyOf(written, met * 2);
    }
    tables[met] = table;
    definitions[met] = definition;
    if (written != null) {
      written[met] = 0;
    }
    met++;
  }

  /**
   * Binds the commit to the definition of a table that was written: a commit that was built under
   * an older schema is refused by the store itself, whoever changed the schema. Called after the
   * first row lock, because it pins the view.
   *
   * @param table a table that was met
   */
  public final void bindToDefinition(TableState table) {
    for (int i = 0; i < met; i++) {
      if (tables[i] == table) {
        if (written == null) {
          written = new long[tables.length];
        }
        if ((written[i] & BOUND) == 0) {
          written[i] |= BOUND;
          store.check(table.catalogKey(), 0, table.catalogKey().capacity());
        }
        return;
      }
    }
  }

  /**
   * Notes how a statement has changed the number of rows, for {@link #countRows}.
   *
   * @param table a table that was bound
   * @param delta rows that are more, or less where it is negative
   */
  public final void addRows(TableState table, long delta) {
    for (int i = 0; i < met; i++) {
      if (tables[i] == table) {
        assert written != null : "what is counted was bound first";
        written[i] += 2 * delta;
      }
    }
  }

  /** After a commit: tells the tables how many rows they have more or less. Once. */
  public final void countRows() {
    for (int i = 0; written != null && i < met; i++) {
      if (written[i] >> 1 != 0) {
        tables[i].liveStatistics().add(written[i] >> 1);
        written[i] &= BOUND;
      }
    }
  }

  /** After a rollback to a savepoint: what was bound since is bound again by the next statement. */
  final void forgetBindings() {
    if (written != null) {
      for (int i = 0; i < met; i++) {
        written[i] &= ~BOUND;
      }
    }
  }

  /** The first table whose definition is not the one by which the transaction works, or null. */
  final TableState changedTable() {
    for (int i = 0; i < met; i++) {
      if (tables[i].definition() != definitions[i]) {
        return tables[i];
      }
    }
    return null;
  }

  void forgetTables() {
    Arrays.fill(tables, 0, met, null);
    Arrays.fill(definitions, 0, met, null);
    met = 0;
    viewAsked = false;
    readsPast = false;
    expiryAsked = false;
  }

  /**
   * Begins a read-only transaction in this handle.
   *
   * @param freshness which state it reads
   */
  public final void beginRead(Freshness freshness) {
    store.beginRead(freshness);
    forgetTables();
  }

  /**
   * Begins a read-only transaction, in this handle, that reads tables as they were.
   *
   * @param timestamp the time
   * @throws HistoryUnavailableException when it lies beyond what is acknowledged, or no commit can
   *     have it
   */
  public final void beginReadAsOf(long timestamp) {
    store.beginReadAsOf(timestamp);
    forgetTables();
    time = timestamp;
    readsPast = true;
  }

  /**
   * Whether tables are read as they were at an earlier time.
   *
   * @return true when so
   */
  public final boolean readsPast() {
    return readsPast;
  }

  /**
   * The time by which rows are judged that may expire: of the first statement that asks, so that a
   * view does not change under its reader; under {@code READ_COMMITTED} of each statement.
   *
   * @return microseconds since 1970
   */
  public final long expiryTime() {
    if (readsPast) {
      return CommitTimestamp.micros(time);
    }
    if (!expiryAsked || (!store.readOnly() && store.isolation() == IsolationLevel.READ_COMMITTED)) {
      time = context.expiryClock().micros();
      expiryAsked = true;
    }
    return time;
  }

  /**
   * The time that a transaction that writes takes for that of all it does.
   *
   * @return microseconds since 1970
   */
  public long transactionTime() {
    throw new IllegalStateException("only transactions that write have such a time");
  }

  /**
   * As {@link #readTimestamp}, for who is inside a statement.
   *
   * @return the commit timestamp of the state that is read
   */
  public final long timestampRead() {
    long timestamp = store.readTimestamp();
    return readsPast ? time : timestamp;
  }

  /** Ends a transaction that {@link #beginRead} began; the handle can begin again. */
  final void end() {
    forgetTables();
    store.rollback();
  }

  @Override
  public final boolean active() {
    return store.active();
  }

  @Override
  public final long readTimestamp() {
    context.ensureOpen();
    claim();
    try {
      viewAsked = true;
      return timestampRead();
    } finally {
      unclaim();
    }
  }

  @Override
  public final void timeout(Duration time) {
    Arguments.requireGiven(time, "time");
    context.ensureOpen();
    claim();
    try {
      store.timeout(Durations.toNanos(time));
    } finally {
      unclaim();
    }
  }

  @Override
  public final void deadline(Instant time) {
    timeout(Duration.between(Instant.now(), Arguments.given(time, "time")));
  }

  @Override
  public final void cancelOn(CancellationToken token) {
    Arguments.requireGiven(token, "token");
    context.ensureOpen();
    claim();
    try {
      store.follow(token);
    } finally {
      unclaim();
    }
  }

  @Override
  public final void cancel() {
    // Claims nothing: it is for those who are not the one that uses the transaction.
    store.cancel();
  }

  @Override
  public void close() {
    StackRoom.requireInside();
    // Not claimed: an owner who closes is not to be refused because another thread is just trying
    // to do so, or is using the transaction. What it has met stays with the one that is inside.
    store.close();
  }
}
