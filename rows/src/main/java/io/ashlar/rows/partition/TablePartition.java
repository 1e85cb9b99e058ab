package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** One partition, for as long as some view can see it. Shared by all threads. */
public final class TablePartition {

  private static final long LIVE = 0;

  /** Older than every view: until the drop has its timestamp, the catalog is asked. */
  private static final long BEING_DROPPED = -1;

  private static final int DEFINITIONS_KEPT = 4;

  private record Shown(TableDefinition table, TableDefinition partition) {}

  private final String name;
  private final MutableDirectBuffer bound;
  private final MutableDirectBuffer catalogKey;

  /** Replaced, under the table's exclusive lock, when the table gets another index. */
  private volatile PartitionRecord record;

  /** Newest first. Two threads may add at once; what one loses is made again. */
  private volatile List<Shown> shown = List.of();

  /** Raised from {@link #LIVE} once, under the exclusive lock of the partition. */
  private volatile long droppedAt = LIVE;

  TablePartition(PartitionRecord record, String name) {
    this.record = record;
    this.name = name;
    this.bound = Flyweights.wrap(record.bound());
    KeyEncoder key = CatalogKeys.partitions(new KeyEncoder(), record.tableId());
    key.putRaw(bound, 0, bound.capacity());
    byte[] bytes = new byte[key.length()];
    key.buffer().getBytes(0, bytes);
    this.catalogKey = Flyweights.wrap(bytes);
  }

  /**
   * What the catalog stores.
   *
   * @return the record
   */
  public PartitionRecord record() {
    return record;
  }

  /**
   * What it holds, as text.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Unique in the database, never used again.
   *
   * @return the keyspace id of its rows
   */
  public int id() {
    return record.keyspaceId();
  }

  /**
   * The lock that writers share and who drops it has alone.
   *
   * @return the id of the lock; those of tables are below 2^32
   */
  public long lockId() {
    return ((long) id() << Integer.SIZE) | record.tableId();
  }

  /**
   * What it holds, as in the catalog.
   *
   * @return the bound; not to be changed
   */
  public DirectBuffer bound() {
    return bound;
  }

  DirectBuffer catalogKey() {
    return catalogKey;
  }

  /**
   * Whether rows can be written to it; stays so while its lock is held.
   *
   * @return false from its drop on
   */
  public boolean isLive() {
    return droppedAt == LIVE;
  }

  boolean isBeingDropped() {
    return droppedAt == BEING_DROPPED;
  }

  /** When it was dropped; 0 while it is not. */
  long droppedAt() {
    return droppedAt;
  }

  /** Before the commit that drops it. Under the exclusive lock of the partition. */
  public void beginDrop() {
    assert isLive() : "a partition is dropped once";
    droppedAt = BEING_DROPPED;
  }

  /** After a drop that was not committed. */
  public void keep() {
    droppedAt = LIVE;
  }

  void dropped(long timestamp) {
    droppedAt = timestamp;
  }

  /**
   * Adds the place of an index that the table gets. Under the table's exclusive lock.
   *
   * @param indexId the index
   * @param keyspaceId its keyspace in this partition
   * @return the record to store
   */
  public PartitionRecord with(int indexId, int keyspaceId) {
    PartitionRecord old = record;
    Map<Integer, Integer> indexes = new HashMap<>(old.indexKeyspaces());
    indexes.put(indexId, keyspaceId);
    return new PartitionRecord(old.tableId(), old.bound(), old.keyspaceId(), indexes);
  }

  /**
   * Takes over a record that was stored.
   *
   * @param stored the record
   */
  public void use(PartitionRecord stored) {
    assert stored.keyspaceId() == record.keyspaceId() : "a partition stays where it is";
    record = stored;
  }

  /**
   * The partition as a table. Allocates when it is first asked for with a definition.
   *
   * @param table the definition of the table by which a statement works
   * @return the same definition with the keyspaces of this partition
   */
  public TableDefinition in(TableDefinition table) {
    List<Shown> known = shown;
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).table == table) {
        return known.get(i).partition;
      }
    }
    Shown made = new Shown(table, Definitions.inPartition(table, record));
    List<Shown> next = new ArrayList<>();
    next.add(made);
    next.addAll(known.subList(0, Math.min(known.size(), DEFINITIONS_KEPT - 1)));
    shown = List.copyOf(next);
    return made.partition;
  }

  /**
   * The name, for messages.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name;
  }
}
