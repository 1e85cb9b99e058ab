package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.DatabaseStatistics;
import io.ashlar.IsolationLevel;
import io.ashlar.Options;
import io.ashlar.ReadTransaction;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Transaction;
import io.ashlar.TransactionAction;
import io.ashlar.TransactionBody;
import io.ashlar.TransactionLimits;
import io.ashlar.VerifyReport;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.error.IllegalUseException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.StoreStatistics;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.table.CancellationHandle;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.StatementFactory;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.rows.table.WriteTransactionHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.txn.TransactionOptions;
import io.ashlar.txn.Transactions;
import io.ashlar.txn.WorkLimits;
import io.ashlar.txn.lock.LockStatistics;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@link Database} that users hold: owns the store, the transactions and the catalog. */
final class DatabaseHandle implements Database {

  private static final int TIMESTAMP_COUNTER_BITS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHandle.class);

  private final VersionedStore store;
  private final BufferPool pool;
  private final Transactions transactions;
  private final DatabaseContext context;
  private final TableRegistry tables = new TableRegistry();
  private final SequenceRegistry sequences = new SequenceRegistry();
  private final StatisticsCatalog statistics;
  private final SchemaChanges schemaChanges;
  private final Reports reports;
  private final IndexBuilds builds;
  private final Sweepers sweepers;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over store and pool, and closes them when this constructor fails. */
  DatabaseHandle(
      VersionedStore store, BufferPool pool, Options options, StatementFactory statements) {
    this.store = store;
    this.pool = pool;
    TransactionOptions behaviour =
        TransactionOptions.defaults()
            .withLockTimeout(options.lockTimeout())
            .withWriteSetLimit(options.writeSetLimitBytes())
            .withMaxRetries(options.maxRetries())
            .withSyncMode(WriteTransactionHandle.syncModeOf(options.durability()));
    this.transactions = new Transactions(store, pool, behaviour);
    this.context =
        new DatabaseContext(
            transactions,
            statements,
            options.isolation(),
            behaviour.syncMode(),
            options.isReadOnly(),
            options.requireLimits(),
            options.resultCacheBytes());
    this.statistics = new StatisticsCatalog(context);
    this.schemaChanges = new SchemaChanges(context, tables, sequences, statistics);
    this.builds = new IndexBuilds(context, schemaChanges.indexes());
    this.sweepers = new Sweepers(context, tables, schemaChanges.partitions());
    this.reports = new Reports(context, tables, options);
    boolean loaded = false;
    try {
      schemaChanges.load(options.isReadOnly());
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

  private static void requireGiven(Object argument, String name) {
    if (argument == null) {
      throw new IllegalUseException("An argument is missing.", "argument", name);
    }
  }

  /** What tests need to look below. */
  DatabaseContext context() {
    return context;
  }

  @Override
  public Table createTable(TableSchema schema) {
    requireGiven(schema, "schema");
    return schemaChanges.createTable(schema);
  }

  @Override
  public void dropTable(String name) {
    schemaChanges.dropTable(name);
  }

  @Override
  public Table table(String name) {
    context.ensureOpen();
    return tables.require(name);
  }

  @Override
  public Optional<Table> findTable(String name) {
    context.ensureOpen();
    return tables.find(name).map(table -> table);
  }

  @Override
  public List<String> tables() {
    context.ensureOpen();
    return tables.names();
  }

  @Override
  public void createIndex(String table, IndexSchema index) {
    requireGiven(index, "index");
    builds.start(table, index, IndexBuildOptions.defaults()).await();
  }

  @Override
  public IndexBuild startIndexBuild(String table, IndexSchema index, IndexBuildOptions options) {
    requireGiven(index, "index");
    requireGiven(options, "options");
    return builds.start(table, index, options);
  }

  @Override
  public List<IndexBuild> indexBuilds() {
    context.ensureOpen();
    return builds.all();
  }

  @Override
  public List<IndexBuild> resumeIndexBuilds() {
    context.ensureWritable();
    return builds.resume();
  }

  @Override
  public void dropIndex(String table, String index) {
    schemaChanges.indexes().drop(table, index);
  }

  @Override
  public int expire() {
    context.ensureWritable();
    return schemaChanges.partitions().expire();
  }

  @Override
  public Sweeper startSweeper(String name, SweepOptions sweep) {
    return sweepers.start(name, sweep);
  }

  @Override
  public void alterTable(String table, UnaryOperator<TableChange> change) {
    schemaChanges.alterTable(table, change.apply(new TableChange()));
  }

  @Override
  public Sequence createSequence(String name, SequenceOptions options) {
    return schemaChanges.sequences().create(name, options);
  }

  @Override
  public void dropSequence(String name) {
    schemaChanges.sequences().drop(name);
  }

  @Override
  public Sequence sequence(String name) {
    context.ensureOpen();
    return sequences.require(name);
  }

  @Override
  public List<String> sequences() {
    context.ensureOpen();
    return sequences.names();
  }

  @Override
  public void analyze(String table) {
    context.ensureWritable();
    statistics.analyze(tables.require(table));
  }

  @Override
  public void analyze() {
    context.ensureWritable();
    tables.all().forEach(statistics::analyze);
  }

  @Override
  public Transaction begin() {
    return begin(context.isolation());
  }

  @Override
  public Transaction begin(IsolationLevel level) {
    context.ensureWritable();
    WriteTransactionHandle transaction =
        new WriteTransactionHandle(context, transactions.newTransaction(), level);
    transaction.begin();
    return transaction;
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
    return new TransactionHandle(context, transactions.beginRead(freshness));
  }

  @Override
  public ReadTransaction beginReadAsOf(long timestamp) {
    context.ensureOpen();
    TransactionHandle handle = new TransactionHandle(context, transactions.newTransaction());
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
    requireGiven(time, "beginReadAsOf");
    long millis = millisOf(time);
    // The bits below the milliseconds count the commits of one.
    return beginReadAsOf(((millis + 1) << TIMESTAMP_COUNTER_BITS) - 1);
  }

  @Override
  public void keepHistory(String table, Duration retention) {
    schemaChanges.histories().keep(table, retention);
  }

  @Override
  public <X extends Exception> void transact(TransactionAction<X> body) throws X {
    transact(TransactionLimits.none(), body);
  }

  @Override
  public <X extends Exception> void transact(TransactionLimits limits, TransactionAction<X> body)
      throws X {
    requireGiven(body, "body");
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
  public <T, X extends Exception> T transact(IsolationLevel level, TransactionBody<T, X> body)
      throws X {
    return transact(level, TransactionLimits.none(), body);
  }

  @Override
  public <T, X extends Exception> T transact(
      IsolationLevel level, TransactionLimits limits, TransactionBody<T, X> body) throws X {
    if (limits == null) {
      throw new IllegalUseException("An argument is missing.", "method", "transact");
    }
    requireGiven(body, "body");
    context.ensureWritable();
    WriteTransactionHandle handle = new WriteTransactionHandle(context, null, level);
    T result =
        transactions.transact(
            WriteTransactionHandle.isolationOf(level),
            context.syncMode(),
            workLimitsOf(limits),
            transaction -> {
              handle.attach(transaction);
              return body.run(handle);
            });
    handle.countRows();
    return result;
  }

  @Override
  public VerifyResult verify(VerifyOptions options) {
    requireGiven(options, "verify");
    context.ensureOpen();
    options.tables().forEach(tables::require);
    if (options.isRepair()) {
      context.ensureWritable();
    }
    try (Scrub scrub = new Scrub(context, tables, schemaChanges, options)) {
      return scrub.run();
    }
  }

  /** Within what timestamps can say, so that times out of it are refused like others. */
  private static long millisOf(Instant time) {
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    Instant last = Instant.ofEpochMilli((Long.MAX_VALUE >>> TIMESTAMP_COUNTER_BITS) - 1);
    return (time.isAfter(last) ? last : time).toEpochMilli();
  }

  private static WorkLimits workLimitsOf(TransactionLimits limits) {
    WorkLimits work = WorkLimits.NONE;
    if (limits.timeLeft().isPresent()) {
      work = work.within(TransactionHandle.nanosOf(limits.timeLeft().get(), "transact"));
    }
    return limits.token().isPresent()
        ? work.following(CancellationHandle.signalOf(limits.token().get()))
        : work;
  }

  @Override
  public VerifyReport verify() {
    context.ensureOpen();
    try (Verifier verifier = new Verifier(context)) {
      return verifier.run();
    }
  }

  @Override
  public void flush() {
    context.ensureOpen();
    store.flush();
  }

  @Override
  public void compact() {
    context.ensureOpen();
    context.ensureWritable();
    store.compact();
  }

  @Override
  public DatabaseStatistics statistics() {
    context.ensureOpen();
    StoreStatistics counters = store.statistics();
    LockStatistics locks = transactions.locks().statistics();
    return new DatabaseStatistics(
        counters.commits(),
        counters.groups(),
        counters.largestGroup(),
        counters.syncs(),
        counters.syncNs(),
        counters.maxSyncNs(),
        counters.syncWaits(),
        counters.syncWaitNs(),
        transactions.conflicts(),
        locks.waits(),
        locks.waitNs(),
        locks.timeouts(),
        locks.deadlocks(),
        transactions.openTransactions(),
        pool.retainedBytes(),
        counters.bytesOnDisk());
  }

  @Override
  public List<TableStatistics> tableStatistics() {
    context.ensureOpen();
    return reports.tables();
  }

  @Override
  public void resetTableStatistics() {
    context.ensureOpen();
    context.counters().reset();
  }

  @Override
  public CacheStatistics cacheStatistics() {
    context.ensureOpen();
    return reports.cache();
  }

  @Override
  public MemoryReport memory() {
    context.ensureOpen();
    return reports.memory();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (String open : transactions.describeOpen()) {
      LOG.warn("The database is closed over an open transaction, which is rolled back: {}", open);
    }
    builds.stop();
    sweepers.stop();
    statistics.storeCounts(tables.all());
    context.close();
    try {
      transactions.close();
      builds.awaitEnd();
      sweepers.awaitEnd();
      statistics.close();
      schemaChanges.close();
      tables.all().forEach(TableHandle::freeIdle);
    } finally {
      try {
        store.close();
      } finally {
        pool.close();
      }
    }
  }
}
