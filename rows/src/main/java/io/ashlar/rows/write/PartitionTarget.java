package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Where a statement's changes go in a table with partitions. Remembers the partition of the last
 * row, whose lock the transaction shares. One owner at a time; allocates nothing in steady state.
 */
final class PartitionTarget {
  private final TablePartitions partitions;
  private final PartitionRouter router = new PartitionRouter();
  private final KeyDecoder decoder = new KeyDecoder();
  private TableDefinition table;
  private StoreTransaction store;

  PartitionTarget(TablePartitions partitions) {
    this.partitions = partitions;
  }

  void begin(TableDefinition definition, StoreTransaction transaction) {
    table = definition;
    store = transaction;
  }

  /** The partition for a row key, made when it is absent; the key gets its keyspace id. */
  TableDefinition make(KeyEncoder key) {
    if (!router.route(partitions.rule(), table, key.buffer(), 0, key.length())) {
      throw new ConstraintException(
          "No partition takes the value of the row.",
          "table",
          table.name(),
          "key",
          KeyText.ofRow(table, key.buffer(), 0, key.length()));
    }
    TableDefinition partition = partitions.forWrite(store, router, true).in(table);
    place(key, partition);
    return partition;
  }

  /** The partition for a row key, or null when there is none. */
  TableDefinition find(DirectBuffer key, int offset, int length) {
    if (!router.route(partitions.rule(), table, key, offset, length)) {
      return null;
    }
    TablePartition found = partitions.forWrite(store, router, false);
    if (found == null) {
      partitions.recordAbsent(store, router);
      return null;
    }
    return found.in(table);
  }

  static void place(KeyEncoder key, TableDefinition partition) {
    KeyspacePrefix.put(key.buffer(), 0, partition.keyspaceId());
  }

  static boolean isIn(TableDefinition partition, DirectBuffer key, int offset) {
    return KeyspacePrefix.of(key, offset) == partition.keyspaceId();
  }

  boolean changesKey(Assigned values) {
    for (int ordinal : table.partitionColumns()) {
      if (values.isSet(ordinal)) {
        return true;
      }
    }
    return false;
  }

  /** Encodes the key that a row has after its columns were changed. */
  void changedKey(DirectBuffer key, int offset, int length, Assigned values, KeyEncoder into) {
    decoder.wrap(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
    into.reset(table.keyspaceId());
    for (int ordinal : table.primaryKey()) {
      ColumnDefinition column = table.columns().get(ordinal);
      int start = decoder.position();
      if (values.isDelta(ordinal)) {
        long old = decoder.nextLong(false);
        into.putLong(RowBuilder.sum(table, ordinal, old, values.word(ordinal)), false);
        continue;
      }
      decoder.skip(column.valueType(), false);
      if (!values.isSet(ordinal)) {
        into.putRaw(key, start, decoder.position() - start);
      } else if (values.isSetToNull(ordinal)) {
        throw RowBuilder.nullRefused(table, ordinal);
      } else {
        into.put(values, ordinal, column.valueType(), false);
      }
    }
  }

  static boolean sameKey(DirectBuffer key, int offset, int length, KeyEncoder other) {
    return UnsignedBytes.compare(
            key,
            offset + KeyspacePrefix.BYTES,
            length - KeyspacePrefix.BYTES,
            other.buffer(),
            KeyspacePrefix.BYTES,
            other.length() - KeyspacePrefix.BYTES)
        == 0;
  }
}
