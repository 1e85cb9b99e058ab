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
import io.ashlar.rows.catalog.PartitionRecord;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.PartitionTimes;
import io.ashlar.rows.partition.TablePartition;
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
  private final CatalogWriter catalog;
  private final SpaceReclaim reclaim;
  private final PartitionChanges partitions;
  private final ReentrantLock lock = new ReentrantLock();

  /** How tables keep their history, by id; guarded by {@link #lock}. */
  private final Map<Integer, HistoryPolicy> histories = new HashMap<>();

  SchemaChanges(DatabaseContext context, TableRegistry tables) {
    this.context = context;
    this.tables = tables;
    this.catalog = new CatalogWriter(context);
    this.reclaim = new SpaceReclaim(context.store());
    this.partitions = new PartitionChanges(context, catalog, reclaim);
    context.makePartitionsWith(partitions);
  }

  PartitionChanges partitions() {
    return partitions;
  }

  /** Reads the catalog of a store that was just opened. */
  void load(boolean readOnly) {
    lock.lock();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      List<PendingReclaim> unfinished = new ArrayList<>();
      catalog.read(store -> load(store, reader, readOnly ? null : unfinished));
      reader.rollback();
      unfinished.forEach(reclaim::request);
    } finally {
      lock.unlock();
    }
  }

  private void load(CatalogStore store, StoreTransaction reader, List<PendingReclaim> unfinished) {
    CatalogIds ids = store.ids(reader);
    catalog.start(ids);
    Map<Integer, TableHandle> known = new HashMap<>();
    for (TableDefinition table : store.tables(reader)) {
      CatalogCheck.require(table, ids);
      TableHandle handle = new TableHandle(context, table);
      tables.add(handle);
      known.put(table.id(), handle);
    }
    for (PartitionRecord partition : store.partitions(reader)) {
      TableHandle handle = known.get(partition.tableId());
      CatalogCheck.require(handle == null ? null : handle.definition(), partition, ids);
      handle.partitions().add(partition, 0);
    }
    known.values().forEach(this::knowPartitions);
    store.histories(reader).forEach(this::applyHistory);
    if (unfinished != null) {
      unfinished.addAll(store.reclaims(reader));
    }
  }

  private void knowPartitions(TableHandle table) {
    if (table.partitions() != null) {
      partitions.add(table);
    }
  }

  TableHandle createTable(TableSchema schema) {
    lock.lock();
    try {
      context.ensureWritable();
      tables.requireFree(schema.name());
      List<TableDefinition> made = new ArrayList<>();
      long timestamp =
          catalog.commit(
              (store, tx, ids) -> {
                TableDefinition table = Definitions.create(schema, ids);
                made.add(table);
                store.put(tx, table);
                return ids.afterTable(Definitions.keyspaces(schema));
              });
      TableDefinition table = Definitions.published(made.get(0), timestamp);
      TableHandle handle = new TableHandle(context, table);
      knowPartitions(handle);
      if (handle.partitions() != null) {
        partitions.make(handle, PartitionTimes.fixed(handle.partitions()));
      }
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
      List<PartitionRecord> divisions = records(handle);
      divisions.forEach(p -> keyspaces.addAll(PartitionChanges.keyspaces(table, p)));
      long timestamp =
          catalog.commit(
              (store, tx, ids) -> {
                store.deleteTable(tx, table.id());
                if (histories.containsKey(table.id())) {
                  store.deleteHistory(tx, table.id());
                }
                divisions.forEach(partition -> store.delete(tx, partition));
                keyspaces.forEach(keyspace -> store.putReclaim(tx, keyspace));
                return ids;
              });
      histories.remove(table.id());
      handle.markDropped();
      tables.remove(handle);
      partitions.remove(handle);
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
      List<TablePartition> divisions = live(handle);
      int keyspace = reserveKeyspaces(1 + divisions.size());
      TableDefinition table = Definitions.withIndex(handle.definition(), schema, keyspace);
      boolean published = false;
      try {
        IndexDefinition index = table.indexes().get(table.indexes().size() - 1);
        List<PartitionRecord> records = new ArrayList<>();
        for (TablePartition partition : divisions) {
          records.add(partition.with(index.id(), keyspace + 1 + records.size()));
        }
        fill(table, index, records);
        publish(handle, table, divisions, records);
        published = true;
      } finally {
        if (!published && !context.closed()) {
          for (int i = 0; i <= divisions.size(); i++) {
            reclaim.request(new PendingReclaim(keyspace + i, context.store().newestTimestamp()));
          }
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
      List<Integer> keyspaces = new ArrayList<>();
      keyspaces.add(index.keyspaceId());
      records(handle).forEach(p -> keyspaces.add(p.indexKeyspaces().get(index.id())));
      long timestamp =
          catalog.commit(
              (store, tx, ids) -> {
                store.put(tx, table);
                keyspaces.forEach(keyspace -> store.putReclaim(tx, keyspace));
                return ids;
              });
      handle.publish(Definitions.published(table, timestamp), oldestView());
      keyspaces.forEach(keyspace -> reclaim.request(new PendingReclaim(keyspace, timestamp)));
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
      if (handle.partitions() != null) {
        throw new SchemaException(
            "A table with partitions keeps no history.", "table", handle.name());
      }
      lockTable(guard, handle);
      HistoryPolicy old = histories.get(handle.id());
      if (!retention.isZero()) {
        long newest = context.store().newestTimestamp();
        HistoryPolicy policy = HistoryChange.next(old, retention, newest);
        long timestamp =
            catalog.commit(
                (store, tx, ids) -> {
                  store.putHistory(tx, handle.id(), policy);
                  return ids;
                });
        assert timestamp > policy.since() : "the history begins before its first write";
        applyHistory(handle.id(), policy);
      } else if (old != null) {
        long timestamp =
            catalog.commit(
                (store, tx, ids) -> {
                  store.deleteHistory(tx, handle.id());
                  return ids;
                });
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

  private static List<TablePartition> live(TableHandle table) {
    return table.partitions() == null ? List.of() : table.partitions().live();
  }

  private static List<PartitionRecord> records(TableHandle table) {
    return live(table).stream().map(TablePartition::record).toList();
  }

  /** Takes keyspaces that lie one behind the other; returns the first. */
  private int reserveKeyspaces(int count) {
    List<Integer> first = new ArrayList<>();
    long timestamp =
        catalog.commit(
            (store, tx, ids) -> {
              first.add(ids.nextKeyspaceId());
              for (int i = 0; i < count; i++) {
                store.putReclaim(tx, ids.nextKeyspaceId() + i);
              }
              return ids.afterKeyspaces(count);
            });
    assert timestamp > 0 : "ids were stored";
    return first.get(0);
  }

  /** The table's own keyspace holds no rows where it has partitions. */
  private void fill(TableDefinition table, IndexDefinition index, List<PartitionRecord> records) {
    IndexBuild.fill(context, table, index);
    for (PartitionRecord partition : records) {
      TableDefinition part = Definitions.inPartition(table, partition);
      IndexBuild.fill(context, part, part.index(index.name()).orElseThrow());
    }
  }

  private void publish(
      TableHandle handle,
      TableDefinition table,
      List<TablePartition> divisions,
      List<PartitionRecord> records) {
    int keyspace = table.indexes().get(table.indexes().size() - 1).keyspaceId();
    long timestamp =
        catalog.commit(
            (store, tx, ids) -> {
              store.put(tx, table);
              records.forEach(partition -> store.put(tx, partition));
              for (int i = 0; i <= records.size(); i++) {
                store.deleteReclaim(tx, keyspace + i);
              }
              return ids;
            });
    for (int i = 0; i < records.size(); i++) {
      divisions.get(i).use(records.get(i));
    }
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

  private long oldestView() {
    return context.store().statistics().oldestViewTimestamp();
  }

  private void forgetReclaimed() {
    List<Integer> finished = reclaim.finished();
    if (!finished.isEmpty()) {
      long timestamp =
          catalog.commit(
              (store, tx, ids) -> {
                finished.forEach(keyspace -> store.deleteReclaim(tx, keyspace));
                return ids;
              });
      assert timestamp > 0 : "something was deleted";
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
