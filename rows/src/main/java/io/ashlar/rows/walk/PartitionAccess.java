package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.session.TableState;
import io.ashlar.txn.StoreTransaction;

/**
 * Leads reads of single rows to partitions. Whoever locks a row makes its partition first when it
 * is absent, so that there is something to lock. One owner at a time; allocates nothing in steady
 * state.
 */
public final class PartitionAccess {

  private final TablePartitions partitions;
  private final PartitionRouter router = new PartitionRouter();

  private PartitionAccess(TablePartitions partitions) {
    this.partitions = partitions;
  }

  /** For a table with partitions; null for one without. */
  public static PartitionAccess of(TableState table) {
    return table.partitions() == null ? null : new PartitionAccess(table.partitions());
  }

  /** Gives a row key the keyspace of its partition; false when there is none. */
  public boolean lead(
      StoreTransaction store, TableDefinition table, KeyEncoder key, boolean locking) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = find(store, locking);
    if (found == null) {
      return false;
    }
    place(key, found);
    return true;
  }

  /**
   * Gives a key of a unique index the keyspace of the index in its partition; false when there is
   * none. The columns that decide are among those of the index.
   */
  public boolean lead(
      StoreTransaction store,
      TableDefinition table,
      IndexDefinition unique,
      KeyEncoder key,
      boolean locking) {
    if (!router.route(partitions.rule(), table, unique, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = find(store, locking);
    if (found == null) {
      return false;
    }
    int keyspaceId = found.record().indexKeyspaces().get(unique.id());
    KeyspacePrefix.put(key.buffer(), 0, keyspaceId);
    return true;
  }

  private TablePartition find(StoreTransaction store, boolean locking) {
    return locking ? partitions.forWrite(store, router, true) : partitions.forRead(store, router);
  }

  /**
   * Gives the key of a row that was found the keyspace of its partition, as {@link #enter} does.
   */
  boolean find(StoreTransaction store, TableDefinition table, KeyEncoder key) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = partitions.forWrite(store, router, false);
    if (found != null) {
      place(key, found);
    }
    return found != null;
  }

  private static void place(KeyEncoder key, TablePartition partition) {
    KeyspacePrefix.put(key.buffer(), 0, partition.id());
  }

  /** Shares the lock of the partition that a row was found in; false when it was dropped since. */
  boolean enter(StoreTransaction store, TableDefinition table, KeyEncoder key) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = partitions.forWrite(store, router, false);
    return found != null && found.id() == KeyspacePrefix.of(key.buffer(), 0);
  }
}
