package io.ashlar.rows.database;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaException;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.HistoryPolicy;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes of the schema, one at a time.
 *
 * <p>A change of a table that exists takes the table's exclusive lock, which waits for the
 * transactions on it. The lock belongs to a transaction of its own, the <i>guard</i>, that writes
 * nothing: a commit gives its locks back as soon as it is ordered, and the table must stay locked
 * until the new definition is published in memory as well.
 *
 * <p>An index is filled in a keyspace that only the list of keyspaces to reclaim knows. The commit
 * that publishes the definition takes it off that list; a crash before it leaves a keyspace that
 * the next open gives back.
 */
final class SchemaChanges implements AutoCloseable {

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final CatalogStore catalog;
  private final SpaceReclaim reclaim;
  private final ReentrantLock lock = new ReentrantLock();

  /** How tables keep their history, by id; guarded by {@link #lock}. */
  private final Map<Integer, HistoryPolicy> histories = new HashMap<>();

  /** The next free ids; guarded by {@link #lock}. */
  private CatalogIds ids = CatalogIds.FIRST;

  SchemaChanges(DatabaseContext context, TableRegistry tables) {
    this.context = context;
    this.tables = tables;
    this.catalog = new CatalogStore(context.pool());
    this.reclaim = new SpaceReclaim(context.store());
  }

  /** Reads the catalog of a store that was just opened. */
  void load(boolean readOnly) {
    lock.lock();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      ids = catalog.ids(reader);
      for (TableDefinition table : catalog.tables(reader)) {
        CatalogCheck.require(table, ids);
        tables.add(new TableHandle(context, table));
      }
      catalog.histories(reader).forEach(this::applyHistory);
      List<PendingReclaim> unfinished = readOnly ? List.of() : catalog.reclaims(reader);
      reader.rollback();
      unfinished.forEach(reclaim::request);
    } finally {
      lock.unlock();
    }
  }

  TableHandle createTable(TableSchema schema) {
    lock.lock();
    try {
      context.ensureWritable();
      tables.requireFree(schema.name());
      TableDefinition table = Definitions.create(schema, ids);
      CatalogIds after = ids.afterTable(Definitions.keyspaces(schema));
      long timestamp =
          commit(
              tx -> {
                catalog.put(tx, after);
                catalog.put(tx, table);
              });
      ids = after;
      TableHandle handle = new TableHandle(context, Definitions.published(table, timestamp));
      tables.add(handle);
      return handle;
    } finally {
      lock.unlock();
    }
  }

  void dropTable(String name) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(name);
      lockTable(guard, handle);
      TableDefinition table = handle.definition();
      List<Integer> keyspaces = new ArrayList<>();
      keyspaces.add(table.keyspaceId());
      table.indexes().forEach(index -> keyspaces.add(index.keyspaceId()));
      long timestamp =
          commit(
              tx -> {
                catalog.deleteTable(tx, table.id());
                if (histories.containsKey(table.id())) {
                  catalog.deleteHistory(tx, table.id());
                }
                keyspaces.forEach(keyspace -> catalog.putReclaim(tx, keyspace));
              });
      histories.remove(table.id());
      handle.markDropped();
      tables.remove(handle);
      keyspaces.forEach(keyspace -> reclaim.request(new PendingReclaim(keyspace, timestamp)));
      forgetReclaimed();
    } finally {
      lock.unlock();
    }
  }

  void createIndex(String tableName, IndexSchema schema) {
    lock.lock();
    try (StoreTransaction guard = newGuard()) {
      TableHandle handle = tables.require(tableName);
      handle.definition().schema().check(schema);
      requireFree(handle.definition(), schema.name());
      lockTable(guard, handle);
      int keyspace = reserveKeyspace();
      TableDefinition table = Definitions.withIndex(handle.definition(), schema, keyspace);
      boolean published = false;
      try {
        IndexDefinition index = table.indexes().get(table.indexes().size() - 1);
        IndexBuild.fill(context, table, index);
        publish(handle, table, keyspace);
        published = true;
      } finally {
        if (!published && !context.closed()) {
          reclaim.request(new PendingReclaim(keyspace, context.store().newestTimestamp()));
        }
      }
      forgetReclaimed();
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
          handle
              .definition()
              .index(indexName)
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "There is no such index.",
                          "table",
                          tableName,
                          "index",
                          String.valueOf(indexName)));
      TableDefinition table = Definitions.withoutIndex(handle.definition(), index);
      long timestamp =
          commit(
              tx -> {
                catalog.put(tx, table);
                catalog.putReclaim(tx, index.keyspaceId());
              });
      handle.publish(Definitions.published(table, timestamp), oldestView());
      reclaim.request(new PendingReclaim(index.keyspaceId(), timestamp));
      forgetReclaimed();
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

  private int reserveKeyspace() {
    int keyspace = ids.nextKeyspaceId();
    CatalogIds after = ids.afterKeyspace();
    commit(
        tx -> {
          catalog.put(tx, after);
          catalog.putReclaim(tx, keyspace);
        });
    ids = after;
    return keyspace;
  }

  private void publish(TableHandle handle, TableDefinition table, int keyspace) {
    long timestamp =
        commit(
            tx -> {
              catalog.put(tx, table);
              catalog.deleteReclaim(tx, keyspace);
            });
    handle.publish(Definitions.published(table, timestamp), oldestView());
  }

  private static void requireFree(TableDefinition table, String index) {
    for (IndexDefinition taken : table.indexes()) {
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
