package io.ashlar.rows.ddl;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.partition.PartitionLifecycle;
import io.ashlar.rows.partition.PartitionTimes;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.WaitFailure;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes and drops partitions. A change shares the lock of the table, so that no schema change runs
 * beside it, and leaves writers of other partitions alone.
 */
public final class PartitionChanges implements PartitionLifecycle {

  private final DatabaseContext context;
  private final SchemaWork work;
  private final Map<Integer, TableState> tables = new ConcurrentHashMap<>();

  /** One change of the sets of partitions at a time. Held for one commit. */
  private final ReentrantLock lock = new ReentrantLock();

  PartitionChanges(SchemaWork work) {
    this.context = work.context();
    this.work = work;
  }

  /** Knows a table with partitions from here on. */
  void add(TableState table) {
    tables.put(table.id(), table);
  }

  void remove(TableState table) {
    TableState removed = tables.remove(table.id());
    assert removed == null || removed == table : "one handle for each table";
  }

  @Override
  public void create(TablePartitions partitions, byte[] bound) {
    TableState table = tables.get(partitions.tableId());
    if (make(table, bound, Durability.NONE)) {
      int dropped = expire(table, bound);
      assert dropped >= 0 : "a count";
    }
  }

  @Override
  public int create(TablePartitions partitions, List<byte[]> bounds) {
    return make(tables.get(partitions.tableId()), bounds);
  }

  /** Makes a partition unless there is one; the caller shares the lock of the table. */
  boolean make(TableState table, byte[] bound, Durability durability) {
    context.ensureWritable();
    lock.lock();
    try {
      if (table.partitions().has(bound)) {
        return false;
      }
      List<PartitionRecord> made = new ArrayList<>();
      long timestamp =
          work.catalog()
              .commit(
                  durability,
                  (store, tx, ids) -> {
                    PartitionRecord record =
                        record(table.definition(), bound, ids.nextKeyspaceId());
                    made.add(record);
                    store.put(tx, record);
                    return ids.afterKeyspaces(1 + record.indexKeyspaces().size());
                  });
      assert timestamp > 0 : "a partition was stored";
      table.partitions().add(made.get(0), oldestView());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A partition with keyspaces from the given one on. */
  static PartitionRecord record(TableDefinition table, byte[] bound, int firstKeyspace) {
    Map<Integer, Integer> indexes = new HashMap<>();
    int keyspace = firstKeyspace + 1;
    for (IndexDefinition index : table.maintained()) {
      indexes.put(index.id(), keyspace++);
    }
    return new PartitionRecord(table.id(), bound, firstKeyspace, indexes);
  }

  /** Makes partitions, durably; returns how many were absent. */
  int make(TableState table, List<byte[]> bounds) {
    int made = 0;
    try (StoreTransaction guard = newGuard(table, true)) {
      for (byte[] bound : bounds) {
        made += make(table, bound, Durability.NONE) ? 1 : 0;
      }
      assert guard.active() : "the table stays as it is meanwhile";
    }
    context.store().flush();
    return made;
  }

  @Override
  public boolean drop(TablePartitions partitions, TablePartition partition) {
    TableState table = tables.get(partitions.tableId());
    try (StoreTransaction guard = newGuard(table, true)) {
      return drop(guard, table, partition);
    }
  }

  private boolean drop(StoreTransaction guard, TableState table, TablePartition partition) {
    ForeignKeyChanges.requireNoReferences(table);
    try {
      guard.lockExclusive(partition.lockId());
    } catch (LockTimeoutException e) {
      throw WaitFailure.of(
          e,
          "Transactions on the partition ran for too long.",
          "table",
          table.name(),
          "partition",
          partition.name());
    }
    lock.lock();
    try {
      if (!table.partitions().live().contains(partition)) {
        return false;
      }
      List<Integer> keyspaces = keyspaces(table.definition(), partition.record());
      boolean dropped = false;
      partition.beginDrop();
      try {
        long timestamp =
            work.commit(
                (store, tx) -> {
                  store.delete(tx, partition.record());
                  keyspaces.forEach(keyspace -> store.putReclaim(tx, keyspace));
                });
        table.partitions().drop(partition, timestamp, oldestView());
        dropped = true;
        work.giveBack(keyspaces, timestamp);
      } finally {
        if (!dropped) {
          partition.keep();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts partitions that have rows in the place of others that have none, or of nothing. The caller
   * has the table for himself.
   */
  void replace(TableState table, List<TablePartition> old, List<PartitionRecord> loaded) {
    lock.lock();
    try {
      TableDefinition definition = table.definition();
      TableDefinition next = Definitions.next(definition);
      List<Integer> freed = new ArrayList<>();
      old.forEach(partition -> freed.addAll(keyspaces(definition, partition.record())));
      boolean replaced = false;
      old.forEach(TablePartition::beginDrop);
      try {
        long timestamp =
            work.commit(
                (store, tx) -> {
                  store.put(tx, next);
                  for (PartitionRecord record : loaded) {
                    store.put(tx, record);
                    keyspaces(definition, record)
                        .forEach(keyspace -> store.deleteReclaim(tx, keyspace));
                  }
                  freed.forEach(keyspace -> store.putReclaim(tx, keyspace));
                });
        long oldest = oldestView();
        old.forEach(partition -> table.partitions().drop(partition, timestamp, oldest));
        loaded.forEach(record -> table.partitions().add(record, oldest));
        table.publish(Definitions.published(next, timestamp), oldest);
        replaced = true;
        work.giveBack(freed, timestamp);
      } finally {
        if (!replaced) {
          old.forEach(TablePartition::keep);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The keyspaces of a partition, those of dropped indexes left out: they were given back. */
  static List<Integer> keyspaces(TableDefinition table, PartitionRecord partition) {
    List<Integer> keyspaces = new ArrayList<>();
    keyspaces.add(partition.keyspaceId());
    for (IndexDefinition index : table.maintained()) {
      keyspaces.add(partition.indexKeyspaces().get(index.id()));
    }
    return keyspaces;
  }

  /**
   * Drops what the tables keep no longer. Does not wait: what somebody writes to is left to the
   * next time.
   *
   * @return how many were dropped
   */
  public int expire() {
    int dropped = 0;
    for (TableState table : tables.values()) {
      dropped += expire(table, null);
    }
    return dropped;
  }

  /** A row may come late, for a time that is not kept any more: then it has its partition once. */
  private int expire(TableState table, byte[] justMade) {
    long now = CommitTimestamp.micros(context.store().newestTimestamp());
    int dropped = 0;
    for (TablePartition partition : PartitionTimes.over(table.partitions(), now)) {
      if (Arrays.equals(partition.record().bound(), justMade)) {
        continue;
      }
      dropped += dropUnlessBusy(table, partition) ? 1 : 0;
    }
    return dropped;
  }

  private boolean dropUnlessBusy(TableState table, TablePartition partition) {
    try (StoreTransaction guard = newGuard(table, false)) {
      return drop(guard, table, partition);
    } catch (RetryableException busy) {
      // Somebody writes to it, perhaps the very transaction that makes the next partition.
      return false;
    }
  }

  private StoreTransaction newGuard(TableState table, boolean wait) {
    context.ensureWritable();
    table.ensureUsable();
    StoreTransaction guard = context.transactions().newTransaction();
    boolean locked = false;
    try {
      guard.begin(IsolationLevel.SNAPSHOT, Durability.NONE);
      if (!wait) {
        guard.lockTimeout(0);
      }
      guard.lockShared(table.id());
      table.ensureUsable();
      locked = true;
      return guard;
    } finally {
      if (!locked) {
        guard.close();
      }
    }
  }

  private long oldestView() {
    return context.store().statistics().oldestViewTimestamp();
  }
}
