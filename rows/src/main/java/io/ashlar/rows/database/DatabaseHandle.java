package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.Maintenance;
import io.ashlar.Monitor;
import io.ashlar.Options;
import io.ashlar.Schema;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.argument.Arguments;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.rows.ddl.LoadChanges;
import io.ashlar.rows.ddl.SchemaChanges;
import io.ashlar.rows.ddl.SchemaWork;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.index.IndexBuilds;
import io.ashlar.rows.index.IndexChanges;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.session.WriteTransactionHandle;
import io.ashlar.rows.table.TableHandles;
import io.ashlar.rows.upkeep.StatisticsCatalog;
import io.ashlar.rows.upkeep.Sweepers;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.CheckedTransactionBody;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.transaction.TransactionBody;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.TransactionOptions;
import io.ashlar.txn.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The {@link Database} that users hold: owns the store, the transactions and the catalog. */
final class DatabaseHandle implements Database {

  private static final long REST_OF_MILLISECOND_NS = 100_000;

  private final VersionedStore store;
  private final Transactions transactions;
  private final DatabaseContext context;
  private final TableRegistry tables = new TableRegistry();
  private final TableHandles handles;
  private final SequenceRegistry sequences;
  private final SchemaHandle schema;
  private final MaintenanceHandle maintenance;
  private final MonitorHandle monitor;
  private final DatabaseClose close;

  /** Takes over store and pool, and closes them when this constructor fails. */
  DatabaseHandle(VersionedStore store, BufferPool pool, Options options) {
    this.store = store;
    TransactionOptions behaviour =
        TransactionOptions.defaults()
            .withLockTimeout(options.lockTimeout())
            .withWriteSetLimit(options.writeSetLimitBytes())
            .withMaxRetries(options.maxRetries())
            .withDurability(options.durability());
    this.transactions = new Transactions(store, pool, behaviour);
    this.context =
        new DatabaseContext(
            transactions,
            options.isolation(),
            behaviour.durability(),
            options.isReadOnly(),
            options.requireLimits(),
            options.resultCacheBytes());
    this.sequences = context.sequences();
    this.handles = new TableHandles(context);
    StatisticsCatalog statistics = new StatisticsCatalog(context, handles.own());
    SchemaWork work = new SchemaWork(context, tables);
    SchemaChanges changes = new SchemaChanges(work, sequences);
    handles.loadWith(new LoadChanges(work, changes.partitions()));
    IndexChanges indexes = new IndexChanges(work);
    IndexBuilds builds = new IndexBuilds(context, indexes);
    Sweepers sweepers = new Sweepers(context, tables, changes.partitions());
    this.schema = new SchemaHandle(context, tables, handles, sequences, changes, indexes, builds);
    this.maintenance = new MaintenanceHandle(context, tables, changes, statistics, sweepers);
    this.monitor = new MonitorHandle(context, tables, options);
    this.close =
        new DatabaseClose(
            context,
            tables,
            handles,
            statistics,
            changes,
            builds,
            sweepers,
            options.closeTimeout());
    boolean loaded = false;
    try {
      changes.load(options.isReadOnly());
      statistics.load(tables);
      if (!options.isReadOnly()) {
        builds.resume();
      }
      loaded = true;
    } finally {
      if (!loaded) {
        close();
      }
    }
  }

  /** What tests need to look below. */
  DatabaseContext context() {
    return context;
  }

  @Override
  public Table table(String name) {
    Arguments.requireGiven(name, "name");
    context.ensureOpen();
    return handles.of(tables.require(name));
  }

  @Override
  public Optional<Table> findTable(String name) {
    Arguments.requireGiven(name, "name");
    context.ensureOpen();
    return tables.find(name).map(handles::of);
  }

  @Override
  public Sequence sequence(String name) {
    Arguments.requireGiven(name, "name");
    context.ensureOpen();
    return sequences.require(name);
  }

  @Override
  public Transaction begin() {
    return begin(context.isolation());
  }

  @Override
  public Transaction begin(IsolationLevel level) {
    Arguments.requireGiven(level, "level");
    context.ensureWritable();
    WriteTransactionHandle transaction = new WriteTransactionHandle(context, level);
    transaction.attach(transactions.newTransaction());
    boolean begun = false;
    try {
      transaction.begin();
      begun = true;
      return transaction;
    } finally {
      if (!begun) {
        transaction.close();
      }
    }
  }

  @Override
  public ReadTransaction beginRead() {
    return beginRead(Freshness.ACKNOWLEDGED);
  }

  @Override
  public ReadTransaction beginReadDurable() {
    return beginRead(Freshness.DURABLE);
  }

  private ReadTransaction beginRead(Freshness freshness) {
    context.ensureOpen();
    TransactionHandle handle = new TransactionHandle(context);
    handle.attach(transactions.beginRead(freshness));
    return handle;
  }

  @Override
  public ReadTransaction beginReadAsOf(long timestamp) {
    context.ensureOpen();
    TransactionHandle handle = new TransactionHandle(context);
    handle.attach(transactions.newTransaction());
    boolean begun = false;
    try {
      handle.beginReadAsOf(timestamp);
      begun = true;
      return handle;
    } finally {
      if (!begun) {
        handle.close();
      }
    }
  }

  @Override
  public ReadTransaction beginReadAsOf(Instant time) {
    Arguments.requireGiven(time, "time");
    long millis = millisOf(time);
    // What is committed later in the same millisecond belongs to it, and must not be missed.
    while (System.currentTimeMillis() == millis) {
      LockSupport.parkNanos(REST_OF_MILLISECOND_NS);
    }
    return beginReadAsOf(CommitTimestamp.lastOf(millis));
  }

  @Override
  public void transact(TransactionAction body) {
    transact(TransactionLimits.none(), body);
  }

  @Override
  public void transact(TransactionLimits limits, TransactionAction body) {
    Arguments.requireGiven(limits, "limits");
    Arguments.requireGiven(body, "body");
    Boolean done =
        transact(
            context.isolation(),
            limits,
            transaction -> {
              body.run(transaction);
              return Boolean.TRUE;
            });
    assert done : "the body returns true or throws";
  }

  @Override
  public <T> T transact(IsolationLevel level, TransactionBody<T> body) {
    return transact(level, TransactionLimits.none(), body);
  }

  @Override
  public <T> T transact(IsolationLevel level, TransactionLimits limits, TransactionBody<T> body) {
    Arguments.requireGiven(body, "body");
    return this.<T, RuntimeException>transactChecked(level, limits, body::run);
  }

  @Override
  public <T, X extends Exception> T transactChecked(
      IsolationLevel level, TransactionLimits limits, CheckedTransactionBody<T, X> body) throws X {
    Arguments.requireGiven(level, "level");
    Arguments.requireGiven(limits, "limits");
    Arguments.requireGiven(body, "body");
    context.ensureWritable();
    WriteTransactionHandle handle = new WriteTransactionHandle(context, level);
    T result =
        transactions.transact(
            level,
            context.durability(),
            limits,
            transaction -> {
              handle.attach(transaction);
              return body.run(handle);
            });
    handle.countRows();
    return result;
  }

  /** Within what timestamps can say, so that times out of it are refused like others. */
  private static long millisOf(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    Instant last = Instant.ofEpochMilli(CommitTimestamp.LAST_MILLIS);
    return (time.isAfter(last) ? last : time).toEpochMilli();
  }

  @Override
  public void flush() {
    context.ensureOpen();
    store.flush();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Maintenance maintenance() {
    return maintenance;
  }

  @Override
  public Monitor monitor() {
    return monitor;
  }

  @Override
  public void close() {
    close.run();
  }
}
