package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.schema.Partition;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The partitions of one table. Shared by all threads. */
public final class TablePartitions {

  private static final int ROW_BYTES = 64;

  private final int tableId;
  private final BufferPool pool;
  private final PartitionLifecycle creation;

  /** By the newest definition; a wider type or another name of a column changes no bound. */
  private volatile PartitionRule rule;

  /** Replaced by the database, by one change at a time. */
  private volatile PartitionSet set = PartitionSet.EMPTY;

  /**
   * For one table.
   *
   * @param table its definition
   * @param pool lends buffers
   * @param creation makes partitions
   */
  public TablePartitions(TableDefinition table, BufferPool pool, PartitionLifecycle creation) {
    this.tableId = table.id();
    this.pool = pool;
    this.creation = creation;
    this.rule = new PartitionRule(table);
  }

  /**
   * Goes on with another definition of the table.
   *
   * @param table the definition that is published
   */
  public void use(TableDefinition table) {
    rule = new PartitionRule(table);
  }

  /**
   * The table.
   *
   * @return its id
   */
  public int tableId() {
    return tableId;
  }

  /**
   * The rule.
   *
   * @return which partition a row belongs to
   */
  public PartitionRule rule() {
    return rule;
  }

  /**
   * Whether the values of the column that decides, which is one then, rise from partition to
   * partition.
   *
   * @return true for ranges and for partitions by value
   */
  public boolean isOrdered() {
    return rule.isOrdered();
  }

  /**
   * The partition that a row is written to, for the transaction's whole life: its lock is shared. A
   * router stands where the row belongs.
   *
   * @param store the transaction
   * @param router says where
   * @param make whether it is made when it is absent
   * @return the partition, or null when there is none and none is made
   * @throws SchemaChangedException when there was one at the transaction's view that was dropped
   */
  public TablePartition forWrite(StoreTransaction store, PartitionRouter router, boolean make) {
    while (true) {
      TablePartition partition = set.live(router.bound(), router.boundLength());
      if (partition == null && make) {
        refuseDropped(store, router);
        creation.create(this, router.boundBytes());
        continue;
      }
      if (partition != null) {
        store.lockShared(partition.lockId());
        if (!partition.isLive()) {
          continue;
        }
      }
      refuseDropped(store, router);
      return partition;
    }
  }

  /**
   * Rows that the transaction's view shows in a dropped partition cannot be changed any more. A
   * view is asked for only where there was a drop: a first row lock should come before it.
   */
  private void refuseDropped(StoreTransaction store, PartitionRouter router) {
    if (store.isolation() == IsolationLevel.READ_COMMITTED) {
      return;
    }
    PartitionSet now = set;
    int length = router.boundLength();
    for (int i = now.ceiling(router.bound(), length); now.isAt(i, router.bound(), length); i++) {
      TablePartition old = now.get(i);
      if (!old.isLive() && !old.isBeingDropped() && store.readTimestamp() < old.droppedAt()) {
        throw store.fail(
            new SchemaChangedException(
                "The partition was dropped after the transaction began.",
                "tableId",
                tableId,
                "partition",
                old.name()));
      }
    }
  }

  /**
   * The partition that a statement's view shows. A router stands where to look.
   *
   * @param store the transaction, whose statement view is pinned now if it was not
   * @param router says where
   * @return the partition, or null when there is none
   */
  public TablePartition forRead(StoreTransaction store, PartitionRouter router) {
    long timestamp = store.readTimestamp();
    if (records(store)) {
      recordAbsent(store, router);
    }
    PartitionSet now = set;
    int length = router.boundLength();
    for (int i = now.ceiling(router.bound(), length); now.isAt(i, router.bound(), length); i++) {
      if (isVisible(now.get(i), store, timestamp)) {
        return now.get(i);
      }
    }
    return null;
  }

  /**
   * Notes for a serializable transaction that it has looked for a partition: it conflicts with
   * whoever makes or drops it.
   *
   * @param store the transaction
   * @param router says where
   */
  public void recordAbsent(StoreTransaction store, PartitionRouter router) {
    if (records(store)) {
      KeyEncoder key = router.catalogKey(tableId);
      store.recordKey(key.buffer(), 0, key.length());
    }
  }

  private static boolean records(StoreTransaction store) {
    return !store.readOnly() && store.isolation() == IsolationLevel.SERIALIZABLE;
  }

  /** The view was pinned before the set was read: a drop that has not begun is after the view. */
  private boolean isVisible(TablePartition partition, StoreTransaction store, long timestamp) {
    long droppedAt = partition.droppedAt();
    if (partition.isLive()) {
      return true;
    }
    if (droppedAt <= 0) {
      return isStored(store, partition.catalogKey(), partition.catalogKey().capacity());
    }
    return timestamp < droppedAt;
  }

  /** Whether the view is behind the drop, without a read for a drop that is being committed. */
  private static boolean isHidden(TablePartition partition, long timestamp) {
    long droppedAt = partition.droppedAt();
    return droppedAt > 0 && timestamp >= droppedAt;
  }

  private boolean isStored(StoreTransaction store, DirectBuffer key, int length) {
    try (PooledBuffer found = pool.acquire(ROW_BYTES)) {
      return store.get(key, 0, length, found) != VersionedStore.ABSENT;
    }
  }

  /**
   * Finds the partitions that a scan needs, in the order of their bounds.
   *
   * @param store the transaction, whose statement view is pinned now if it was not
   * @param pruner says which, with the values that are bound now
   * @param into receives them, cleared first
   */
  public void forScan(StoreTransaction store, PartitionPruner pruner, List<TablePartition> into) {
    into.clear();
    long timestamp = store.readTimestamp();
    if (!pruner.begin(rule)) {
      return;
    }
    if (records(store)) {
      recordRange(store, pruner);
    }
    PartitionSet now = set;
    for (int i = pruner.first(now); i < now.size() && pruner.mayGoOn(now.get(i)); i++) {
      TablePartition partition = now.get(i);
      if (!isHidden(partition, timestamp)
          && pruner.needs(partition)
          && isVisible(partition, store, timestamp)) {
        into.add(partition);
      }
    }
  }

  /**
   * What {@link #forScan} would find now, as far as values are bound; for plans as text.
   *
   * @param pruner says which
   * @return the partitions, in the order of their bounds; allocates
   */
  public List<TablePartition> planned(PartitionPruner pruner) {
    List<TablePartition> found = new ArrayList<>();
    PartitionSet now = set;
    if (pruner.begin(rule)) {
      for (int i = pruner.first(now); i < now.size() && pruner.mayGoOn(now.get(i)); i++) {
        if (now.get(i).isLive() && pruner.needs(now.get(i))) {
          found.add(now.get(i));
        }
      }
    }
    return found;
  }

  /** Reads the records of all partitions that there could be, at the view. */
  private void recordRange(StoreTransaction store, PartitionPruner pruner) {
    KeyEncoder lower = CatalogKeys.partitions(new KeyEncoder(), tableId);
    KeyEncoder upper = CatalogKeys.partitions(new KeyEncoder(), tableId);
    pruner.appendLower(lower);
    pruner.appendUpper(upper);
    TransactionCursor records = store.borrowCursor();
    try {
      records.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
      boolean more = records.first();
      while (more) {
        more = records.next();
      }
    } finally {
      records.giveBack(store.id());
    }
  }

  /**
   * The live partitions.
   *
   * @return those that can be written to, in the order of their bounds; allocates
   */
  public List<TablePartition> live() {
    List<TablePartition> live = new ArrayList<>();
    PartitionSet now = set;
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).isLive()) {
        live.add(now.get(i));
      }
    }
    return live;
  }

  /**
   * Leads from partition to partition in the order of their making.
   *
   * @param id the id of a partition, or any other number
   * @return the live partition with the least id at or above it; null when there is none
   */
  public TablePartition from(int id) {
    TablePartition least = null;
    PartitionSet now = set;
    for (int i = 0; i < now.size(); i++) {
      TablePartition next = now.get(i);
      if (next.isLive() && next.id() >= id && (least == null || next.id() < least.id())) {
        least = next;
      }
    }
    return least;
  }

  /**
   * The live partitions, as users see them.
   *
   * @return in the order of their bounds; allocates
   */
  public List<Partition> listed() {
    return live().stream().map(p -> new Partition(p.id(), p.name())).toList();
  }

  /**
   * Whether there is a live partition.
   *
   * @param bound what it holds
   * @return true when there is
   */
  public boolean has(byte[] bound) {
    DirectBuffer key = Flyweights.wrap(bound);
    TablePartition live = set.live(key, bound.length);
    return live != null && live.isLive();
  }

  /**
   * Adds a partition that was committed. Changes come one at a time.
   *
   * @param record what was stored
   * @param oldestView the oldest timestamp that a view may have
   */
  public void add(PartitionRecord record, long oldestView) {
    set = set.with(new TablePartition(record, PartitionNames.of(rule, record.bound())), oldestView);
  }

  /**
   * Ends a partition whose drop was committed. Changes come one at a time.
   *
   * @param partition the partition
   * @param timestamp the timestamp of the commit
   * @param oldestView the oldest timestamp that a view may have
   */
  public void drop(TablePartition partition, long timestamp, long oldestView) {
    partition.dropped(timestamp);
    set = set.without(oldestView);
  }
}
