package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Leads the keys of rows to the keyspaces where the rows are: in a table with partitions to that of
 * the partition, in any other nowhere. Chosen once, when a statement is made. Whoever locks or
 * changes a row shares the lock of its partition, which keeps that from being dropped until the
 * transaction ends.
 *
 * <p>One owner at a time; allocates nothing in steady state.
 */
public abstract class Routing {

  private static final Routing NOWHERE = new Nowhere();

  private Routing() {}

  /**
   * The routing of a table.
   *
   * @param partitions those of the table, or null where it has none
   * @return an object for one owner
   */
  public static Routing of(TablePartitions partitions) {
    return partitions == null ? NOWHERE : new ToPartitions(partitions);
  }

  /**
   * Whether keys change on their way, so that whoever leads them needs them in an encoder.
   *
   * @return true in a table with partitions
   */
  public abstract boolean leads();

  /**
   * Leads the key of a row that is to be written. An absent partition is made.
   *
   * @param store the transaction
   * @param table the definition of the table
   * @param key the row key, with any keyspace id; gets the right one
   * @return the definition by which the row is written, or null when no partition takes it
   */
  public abstract TableDefinition make(
      StoreTransaction store, TableDefinition table, KeyEncoder key);

  /**
   * Goes to the partition of a row that was found.
   *
   * @param store the transaction
   * @param table the definition of the table
   * @param key holds the row key, with the keyspace id where it was found
   * @param offset where it starts
   * @param length its bytes
   * @return the definition by which the row is written, or null when its partition was dropped
   *     since
   * @throws io.ashlar.error.SchemaChangedException the same, but for READ_COMMITTED
   */
  public abstract TableDefinition enter(
      StoreTransaction store, TableDefinition table, DirectBuffer key, int offset, int length);

  /**
   * Leads the key of a row that was found, whatever keyspace it names.
   *
   * @param store the transaction
   * @param table the definition of the table
   * @param key the row key; gets the right keyspace id
   * @return the definition by which the row is written, or null when there is no such partition, so
   *     that there is no such row
   * @throws io.ashlar.error.SchemaChangedException when the partition was dropped since, but for
   *     READ_COMMITTED
   */
  public abstract TableDefinition find(
      StoreTransaction store, TableDefinition table, KeyEncoder key);

  /**
   * Leads the key of a row that is to be read.
   *
   * @param store the transaction
   * @param table the definition of the table
   * @param key the row key, with any keyspace id; gets the right one
   * @param locking whether the row is to be locked, so that an absent partition is made
   * @return false when there is no such partition, so that there is no such row
   */
  public abstract boolean lead(
      StoreTransaction store, TableDefinition table, KeyEncoder key, boolean locking);

  /**
   * Leads a key of a unique index. The columns that decide are among those of the index.
   *
   * @param store the transaction
   * @param table the definition of the table
   * @param unique the index
   * @param key the key, with any keyspace id; gets that of the index in its partition
   * @param locking whether the row is to be locked, so that an absent partition is made
   * @return false when there is no such partition, so that there is no such row
   */
  public abstract boolean lead(
      StoreTransaction store,
      TableDefinition table,
      IndexDefinition unique,
      KeyEncoder key,
      boolean locking);

  /** Of a table without partitions, whose keys are right as they are. Stateless. */
  private static final class Nowhere extends Routing {

    @Override
    public boolean leads() {
      return false;
    }

    @Override
    public TableDefinition make(StoreTransaction store, TableDefinition table, KeyEncoder key) {
      return table;
    }

    @Override
    public TableDefinition enter(
        StoreTransaction store, TableDefinition table, DirectBuffer key, int offset, int length) {
      return table;
    }

    @Override
    public TableDefinition find(StoreTransaction store, TableDefinition table, KeyEncoder key) {
      return table;
    }

    @Override
    public boolean lead(
        StoreTransaction store, TableDefinition table, KeyEncoder key, boolean locking) {
      return true;
    }

    @Override
    public boolean lead(
        StoreTransaction store,
        TableDefinition table,
        IndexDefinition unique,
        KeyEncoder key,
        boolean locking) {
      return true;
    }
  }

  private static final class ToPartitions extends Routing {

    private final TablePartitions partitions;
    private final PartitionRouter router = new PartitionRouter();

    ToPartitions(TablePartitions partitions) {
      this.partitions = partitions;
    }

    @Override
    public boolean leads() {
      return true;
    }

    @Override
    public TableDefinition make(StoreTransaction store, TableDefinition table, KeyEncoder key) {
      if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
        return null;
      }
      TablePartition partition = partitions.forWrite(store, router, true);
      place(key, partition.id());
      return partition.in(table);
    }

    @Override
    public TableDefinition enter(
        StoreTransaction store, TableDefinition table, DirectBuffer key, int offset, int length) {
      TablePartition found = existing(store, table, key, offset, length);
      return found != null && found.id() == KeyspacePrefix.of(key, offset) ? found.in(table) : null;
    }

    @Override
    public TableDefinition find(StoreTransaction store, TableDefinition table, KeyEncoder key) {
      TablePartition found = existing(store, table, key.buffer(), 0, key.length());
      if (found == null) {
        return null;
      }
      place(key, found.id());
      return found.in(table);
    }

    private TablePartition existing(
        StoreTransaction store, TableDefinition table, DirectBuffer key, int offset, int length) {
      if (!router.route(partitions.rule(), table, key, offset, length)) {
        return null;
      }
      TablePartition found = partitions.forWrite(store, router, false);
      if (found == null) {
        partitions.recordAbsent(store, router);
      }
      return found;
    }

    @Override
    public boolean lead(
        StoreTransaction store, TableDefinition table, KeyEncoder key, boolean locking) {
      if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
        return false;
      }
      TablePartition found = find(store, locking);
      if (found != null) {
        place(key, found.id());
      }
      return found != null;
    }

    @Override
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
      if (found != null) {
        place(key, found.record().indexKeyspaces().get(unique.id()));
      }
      return found != null;
    }

    private TablePartition find(StoreTransaction store, boolean locking) {
      return locking ? partitions.forWrite(store, router, true) : partitions.forRead(store, router);
    }

    private static void place(KeyEncoder key, int keyspaceId) {
      KeyspacePrefix.put(key.buffer(), 0, keyspaceId);
    }
  }
}
