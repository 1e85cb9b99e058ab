package io.ashlar.rows.database;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexState;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.HistoryPolicy;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.BuildRecord;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.Evolution;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.SequenceRecord;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.sequence.SequenceHandle;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableChange;
import io.ashlar.schema.TableSchema;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes of the schema, one at a time.
 *
 * <p>A change of a table that exists takes the table's exclusive lock, which waits for the
 * transactions on it. The lock belongs to a transaction of its own, the <i>guard</i>, that writes
 * nothing: a commit gives its locks back as soon as it is ordered, and the table must stay locked
 * until the new definition is published in memory as well.
 *
 * <p>An index comes in two changes, with its build between them, which needs none: the first makes
 * writers maintain it, the second lets statements read it. The table is locked for each of them
 * only. The catalog has a record of the build from the first to the second.
 */
final class SchemaChanges implements AutoCloseable {

  private static final long SHORT_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final SequenceRegistry sequences;
  private final StatisticsCatalog statistics;
  private final CatalogStore catalog;
  private final SpaceReclaim reclaim;
  private final SmallTableFill smallTables;
  private final ReentrantLock lock = new ReentrantLock();

  /** How tables keep their history, by id; guarded by {@link #lock}. */
  private final Map<Integer, HistoryPolicy> histories = new HashMap<>();

  /** The next free ids; guarded by {@link #lock}. */
  private CatalogIds ids = CatalogIds.FIRST;

  /**
   * An index that writers maintain.
   *
   * @param table its table
   * @param record how far its build is
   * @param filled whether it is public already
   */
  record BegunBuild(TableHandle table, BuildRecord record, boolean filled) {}

  SchemaChanges(
      DatabaseContext context,
      TableRegistry tables,
      SequenceRegistry sequences,
      StatisticsCatalog statistics) {
    this.statistics = statistics;
    this.context = context;
    this.tables = tables;
    this.sequences = sequences;
    this.catalog = new CatalogStore(context.pool());
    this.reclaim = new SpaceReclaim(context.store());
    this.smallTables = new SmallTableFill(context);
  }

  /** Reads the catalog of a store that was just opened. */
  void load(boolean readOnly) {
    lock.lock();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      ids = catalog.ids(reader);
      List<TableDefinition> definitions = catalog.tables(reader);
      CatalogCheck.requireBuilds(definitions, catalog.builds(reader));
      for (TableDefinition table : definitions) {
        CatalogCheck.require(table, ids);
        tables.add(new TableHandle(context, table));
      }
      loadSequences(catalog.sequences(reader));
      statistics.load(reader, tables);
      catalog.histories(reader).forEach(this::applyHistory);
      List<PendingReclaim> unfinished = readOnly ? List.of() : catalog.reclaims(reader);
      reader.rollback();
      unfinished.forEach(reclaim::request);
    } finally {
      lock.unlock();
    }
  }

  private void loadSequences(List<SequenceRecord> records) {
    Map<Integer, SequenceHandle> owned = new HashMap<>();
    for (SequenceRecord record : records) {
      SequenceHandle sequence = newSequence(record);
      if (record.owner() == 0) {
        sequences.add(sequence);
      } else {
        owned.put(record.owner(), sequence);
      }
    }
    for (TableHandle table : tables.all()) {
      SequenceHandle sequence = owned.get(table.id());
      CatalogCheck.requireSequence(table.definition(), sequence == null ? 0 : sequence.id());
      table.numberBy(sequence);
    }
  }

  private SequenceHandle newSequence(SequenceRecord record) {
    return new SequenceHandle(context.transactions(), context::ensureWritable, record);
  }

  SequenceHandle createSequence(String name, SequenceOptions options) {
    lock.lock();
    try {
      context.ensureWritable();
      SequenceOptions.checkName(name);
      sequences.requireFree(name);
      CatalogIds after = ids.afterKeyspace();
      SequenceRecord record = new SequenceRecord(ids.nextKeyspaceId(), name, 0, options, 0);
      long timestamp =
          commit(
              tx -> {
                catalog.put(tx, after);
                catalog.put(tx, record);
              });
      assert timestamp > 0 : "a new sequence is a write";
      ids = after;
      SequenceHandle sequence = newSequence(record);
      sequences.add(sequence);
      return sequence;
    } finally {
      lock.unlock();
    }
  }

  void dropSequence(String name) {
    lock.lock();
    try {
      context.ensureWritable();
      SequenceHandle sequence = sequences.require(name);
      sequence.drop(() -> commit(tx -> catalog.deleteSequence(tx, sequence.id())));
      sequences.remove(sequence);
    } finally {
      lock.unlock();
    }
  }

  /** Makes all steps of a change with one commit; see {@link Evolution} for what is legal. */
  void alterTable(String name, TableChange change) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(name);
      lockTable(guard, handle);
      Evolution.Result result = Evolution.apply(handle.definition(), change);
      TableDefinition table = result.table();
      boolean renamed = !table.name().equals(name);
      if (renamed && !table.name().equalsIgnoreCase(name)) {
        tables.requireFree(table.name());
      }
      context.statements().judge().use(table);
      if (result.validates()) {
        RowValidation.require(context, table);
      }
      SequenceHandle orphan = table.identity() < 0 ? handle.identity() : null;
      if (orphan == null) {
        publishAltered(handle, table, commit(tx -> catalog.put(tx, table)));
      } else {
        orphan.drop(
            () ->
                publishAltered(
                    handle,
                    table,
                    commit(
                        tx -> {
                          catalog.put(tx, table);
                          catalog.deleteSequence(tx, orphan.id());
                        })));
        handle.numberBy(null);
      }
    } finally {
      lock.unlock();
    }
  }

  private void publishAltered(TableHandle handle, TableDefinition table, long timestamp) {
    boolean renamed = !table.name().equals(handle.name());
    if (renamed) {
      tables.remove(handle);
    }
    handle.publish(Definitions.published(table, timestamp), oldestView());
    if (renamed) {
      tables.add(handle);
    }
  }

  TableHandle createTable(TableSchema schema) {
    lock.lock();
    try {
      context.ensureWritable();
      tables.requireFree(schema.name());
      TableDefinition table = Definitions.create(schema, ids);
      context.statements().judge().use(table);
      CatalogIds after = ids.afterTable(Definitions.keyspaces(schema));
      SequenceRecord numbers = numbersOf(table);
      long timestamp =
          commit(
              tx -> {
                catalog.put(tx, after);
                catalog.put(tx, table);
                if (numbers != null) {
                  catalog.put(tx, numbers);
                }
              });
      ids = after;
      TableHandle handle = new TableHandle(context, Definitions.published(table, timestamp));
      handle.numberBy(numbers == null ? null : newSequence(numbers));
      tables.add(handle);
      return handle;
    } finally {
      lock.unlock();
    }
  }

  private static SequenceRecord numbersOf(TableDefinition table) {
    if (table.identity() < 0) {
      return null;
    }
    int id = table.columns().get(table.identity()).sequenceId();
    return new SequenceRecord(id, "", table.id(), SequenceOptions.defaults(), 0);
  }

  void dropTable(String name) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(name);
      lockTable(guard, handle);
      TableDefinition table = handle.definition();
      List<Integer> keyspaces = new ArrayList<>();
      keyspaces.add(table.keyspaceId());
      table.maintained().forEach(index -> keyspaces.add(index.keyspaceId()));
      SequenceHandle numbers = handle.identity();
      CatalogChange change =
          tx -> {
            catalog.deleteTable(tx, table.id());
            catalog.deleteStatistics(tx, table.id());
            table.maintained().stream()
                .filter(index -> !index.published())
                .forEach(index -> catalog.deleteBuild(tx, index.keyspaceId()));
            if (histories.containsKey(table.id())) {
              catalog.deleteHistory(tx, table.id());
            }
            keyspaces.forEach(keyspace -> catalog.putReclaim(tx, keyspace));
            if (numbers != null) {
              catalog.deleteSequence(tx, numbers.id());
            }
          };
      long timestamp = commitDrop(numbers, change);
      histories.remove(table.id());
      handle.markDropped();
      tables.remove(handle);
      keyspaces.forEach(keyspace -> reclaim.request(new PendingReclaim(keyspace, timestamp)));
      forgetReclaimed();
    } finally {
      lock.unlock();
    }
  }

  private long commitDrop(SequenceHandle numbers, CatalogChange change) {
    if (numbers == null) {
      return commit(change);
    }
    long[] timestamp = new long[1];
    numbers.drop(() -> timestamp[0] = commit(change));
    return timestamp[0];
  }

  /**
   * Adds an index: filled and published at once when the table has few rows, otherwise for writers
   * only, with a build that fills it later.
   */
  BegunBuild beginIndex(String tableName, IndexSchema schema, IndexBuildOptions options) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(tableName);
      handle.definition().schema().check(schema);
      requireFree(handle.definition(), schema.name());
      lockTable(guard, handle);
      int keyspace = ids.nextKeyspaceId();
      CatalogIds after = ids.afterKeyspace();
      TableDefinition filled = Definitions.withIndex(handle.definition(), schema, keyspace, true);
      context.statements().judge().use(filled);
      int indexId = filled.maintained().get(filled.maintained().size() - 1).id();
      BuildRecord record =
          new BuildRecord(
              keyspace,
              filled.id(),
              indexId,
              IndexState.WRITE_ONLY,
              0,
              options.rowsPerSecond(),
              options.chunkRows(),
              options.isVerified(),
              new byte[0]);
      long timestamp = smallTables.fill(filled, after, catalog);
      boolean done = timestamp != SmallTableFill.TOO_LARGE;
      TableDefinition table = filled;
      if (!done) {
        TableDefinition building =
            Definitions.withIndex(handle.definition(), schema, keyspace, false);
        timestamp =
            commit(
                tx -> {
                  catalog.put(tx, after);
                  catalog.put(tx, building);
                  catalog.put(tx, record);
                });
        table = building;
      }
      ids = after;
      handle.publish(Definitions.published(table, timestamp), oldestView());
      forgetReclaimed();
      return new BegunBuild(handle, record, done);
    } finally {
      lock.unlock();
    }
  }

  /** Lets statements read an index that is filled; false when it is gone. */
  boolean publishIndex(TableHandle handle, BuildRecord build) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      lockShortly(guard, handle);
      handle.ensureUsable();
      IndexDefinition index = IndexBuilds.find(handle.definition(), build.indexId());
      if (index == null) {
        return false;
      }
      TableDefinition table = Definitions.withPublished(handle.definition(), index);
      long timestamp =
          commit(
              tx -> {
                catalog.put(tx, table);
                catalog.deleteBuild(tx, build.keyspaceId());
              });
      handle.publish(Definitions.published(table, timestamp), oldestView());
      forgetReclaimed();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes an index away that is not published; one that is, or is gone, stays as it is. */
  void dropBuild(TableHandle handle, BuildRecord build, boolean shortly) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      if (shortly) {
        lockShortly(guard, handle);
      } else {
        lockTable(guard, handle);
      }
      handle.ensureUsable();
      IndexDefinition index = IndexBuilds.find(handle.definition(), build.indexId());
      if (index != null && !index.published()) {
        remove(handle, index);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The builds that the catalog knows. */
  List<BegunBuild> unfinishedBuilds() {
    lock.lock();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      context.ensureWritable();
      reader.beginRead(Freshness.WRITTEN);
      List<BegunBuild> builds = new ArrayList<>();
      for (BuildRecord record : catalog.builds(reader)) {
        builds.add(new BegunBuild(tables.require(record), record, false));
      }
      return builds;
    } finally {
      lock.unlock();
    }
  }

  void dropIndex(String tableName, String indexName) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(tableName);
      lockTable(guard, handle);
      IndexDefinition index =
          handle.definition().maintained().stream()
              .filter(candidate -> candidate.name().equals(indexName))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "There is no such index.",
                          "table",
                          tableName,
                          "index",
                          String.valueOf(indexName)));
      remove(handle, index);
    } finally {
      lock.unlock();
    }
  }

  void keepHistory(String tableName, Duration retention) {
    HistoryChange.check(retention);
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(tableName);
      lockTable(guard, handle);
      HistoryPolicy old = histories.get(handle.id());
      if (!retention.isZero()) {
        long newest = context.store().newestTimestamp();
        HistoryPolicy policy = HistoryChange.next(old, retention, newest);
        long timestamp = commit(tx -> catalog.putHistory(tx, handle.id(), policy));
        assert timestamp > policy.since() : "the history begins before its first write";
        applyHistory(handle.id(), policy);
      } else if (old != null) {
        long timestamp = commit(tx -> catalog.deleteHistory(tx, handle.id()));
        assert timestamp > old.since() : "time goes on";
        histories.remove(handle.id());
        handle.historyRetention(Duration.ZERO);
        context.store().dropHistory(handle.definition().keyspaceId());
      }
    } finally {
      lock.unlock();
    }
  }

  private void applyHistory(int tableId, HistoryPolicy policy) {
    for (TableHandle handle : tables.all()) {
      if (handle.id() == tableId) {
        context.store().keepHistory(handle.definition().keyspaceId(), policy);
        handle.historyRetention(Duration.ofMillis(policy.retentionMs()));
        histories.put(tableId, policy);
        return;
      }
    }
    throw new CorruptionException(
        "The catalog keeps the history of a table that is not there.", "tableId", tableId);
  }

  /** The table is locked, and the lock of schema changes held. */
  private void remove(TableHandle handle, IndexDefinition index) {
    TableDefinition table = Definitions.withoutIndex(handle.definition(), index);
    long timestamp =
        commit(
            tx -> {
              catalog.put(tx, table);
              catalog.putReclaim(tx, index.keyspaceId());
              if (!index.published()) {
                catalog.deleteBuild(tx, index.keyspaceId());
              }
            });
    handle.publish(Definitions.published(table, timestamp), oldestView());
    reclaim.request(new PendingReclaim(index.keyspaceId(), timestamp));
    forgetReclaimed();
  }

  /** Gives back a keyspace that belongs to nothing; false when it belongs to something by now. */
  boolean reclaimOrphan(int keyspaceId) {
    lock.lock();
    try {
      context.ensureWritable();
      boolean owned =
          keyspaceId < VersionedStore.FIRST_FREE_KEYSPACE || keyspaceId >= ids.nextKeyspaceId();
      for (TableHandle table : tables.all()) {
        owned |= table.definition().keyspaceId() == keyspaceId;
        for (IndexDefinition index : table.definition().maintained()) {
          owned |= index.keyspaceId() == keyspaceId;
        }
      }
      if (!owned) {
        long timestamp = commit(tx -> catalog.putReclaim(tx, keyspaceId));
        reclaim.request(new PendingReclaim(keyspaceId, timestamp));
      }
      return !owned;
    } finally {
      lock.unlock();
    }
  }

  private static void requireFree(TableDefinition table, String index) {
    for (IndexDefinition taken : table.maintained()) {
      if (taken.name().toLowerCase(Locale.ROOT).equals(index.toLowerCase(Locale.ROOT))) {
        throw new SchemaException(
            "There is an index of that name.", "table", table.name(), "index", taken.name());
      }
    }
  }

  private StoreTransaction newGuard() {
    context.ensureWritable();
    StoreTransaction guard = context.transactions().newTransaction();
    guard.begin(Isolation.SNAPSHOT, SyncMode.NONE);
    return guard;
  }

  private static void lockTable(StoreTransaction guard, TableHandle table) {
    try {
      guard.lockExclusive(table.id());
    } catch (LockTimeoutException e) {
      throw new LockTimeoutException(
          e, "Transactions on the table ran for too long.", "table", table.name());
    }
  }

  /**
   * Who waits for the whole table holds new transactions back: not for long, if he can try again.
   */
  private void lockShortly(StoreTransaction guard, TableHandle table) {
    guard.lockTimeout(Math.min(SHORT_WAIT_NS, context.transactions().options().lockTimeoutNs()));
    lockTable(guard, table);
  }

  /** Schema changes are durable whatever the database was opened for. */
  private long commit(CatalogChange change) {
    try (StoreTransaction writer = context.transactions().newTransaction()) {
      writer.begin(Isolation.SNAPSHOT, SyncMode.GROUP);
      change.apply(writer);
      return writer.commit();
    }
  }

  private long oldestView() {
    return context.store().statistics().oldestViewTimestamp();
  }

  private void forgetReclaimed() {
    List<Integer> finished = reclaim.finished();
    if (!finished.isEmpty()) {
      commit(tx -> finished.forEach(keyspace -> catalog.deleteReclaim(tx, keyspace)));
      reclaim.forget(finished);
    }
  }

  /** Waits for a change under way, which the end of its transactions has cut short. */
  @Override
  public void close() {
    lock.lock();
    try {
      catalog.close();
    } finally {
      lock.unlock();
    }
  }
}
