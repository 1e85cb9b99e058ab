package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.PartitionRule;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.table.Assigned;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.ValueTransfer;
import io.ashlar.txn.StoreTransaction;
import java.nio.ByteOrder;

/**
 * Leads reads of single rows to partitions. Whoever locks a row makes its partition first when it
 * is absent, so that there is something to lock. One owner at a time; allocates nothing in steady
 * state.
 */
final class PartitionAccess {

  private final TablePartitions partitions;
  private final PartitionRouter router = new PartitionRouter();

  private PartitionAccess(TablePartitions partitions) {
    this.partitions = partitions;
  }

  /** For a table with partitions; null for one without. */
  static PartitionAccess of(TableHandle table) {
    return table.partitions() == null ? null : new PartitionAccess(table.partitions());
  }

  /** Gives a row key the keyspace of its partition; false when there is none. */
  boolean lead(StoreTransaction store, TableDefinition table, KeyEncoder key, boolean locking) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = find(store, locking);
    if (found == null) {
      return false;
    }
    key.buffer().putInt(0, found.id(), ByteOrder.BIG_ENDIAN);
    return true;
  }

  /**
   * The partition of the row that assigned columns lead to, as a table; null when there is none.
   */
  TableDefinition lead(
      StoreTransaction store, TableDefinition table, Assigned values, boolean locking) {
    PartitionRule rule = partitions.rule();
    KeyEncoder columns = router.columns();
    for (int ordinal : table.partitionColumns()) {
      if (!values.hasValue(ordinal)) {
        return null;
      }
      ValueTransfer.toKey(
          values, ordinal, table.columns().get(ordinal).type().kind(), columns, false);
    }
    TablePartition found = router.route(rule) ? find(store, locking) : null;
    return found == null ? null : found.in(table);
  }

  private TablePartition find(StoreTransaction store, boolean locking) {
    return locking ? partitions.forWrite(store, router, true) : partitions.forRead(store, router);
  }

  /** Shares the lock of the partition that a row was found in; false when it was dropped since. */
  boolean enter(StoreTransaction store, TableDefinition table, KeyEncoder key) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      return false;
    }
    TablePartition found = partitions.forWrite(store, router, false);
    return found != null && found.id() == key.buffer().getInt(0, ByteOrder.BIG_ENDIAN);
  }
}
