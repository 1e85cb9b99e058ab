package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.entry.ForeignKeyIndexes;
import io.ashlar.rows.entry.ForeignKeyPath;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.PartitionRouter;
import io.ashlar.rows.partition.PartitionRule;
import io.ashlar.rows.row.RowSource;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether rows reference rows that are there, by the catalog of one view. Rows that have expired
 * are passed over. One owner; allocates freely.
 */
final class ReferenceCheck {

  private record Path(String name, ForeignKeyPath path) {}

  private final StoreTransaction reader;
  private final RowJudge judge;
  private final Map<Integer, List<Path>> paths = new HashMap<>();
  private List<PartitionRecord> partitions = List.of();
  private final KeyEncoder key = new KeyEncoder();
  private long now;

  ReferenceCheck(StoreTransaction reader, RowJudge judge) {
    this.reader = reader;
    this.judge = judge;
  }

  /** Goes by another view from here on. */
  void use(
      List<ForeignKeyRecord> foreignKeys,
      List<TableDefinition> tables,
      List<PartitionRecord> divided,
      long time) {
    paths.clear();
    partitions = divided;
    now = time;
    Map<Integer, TableDefinition> known = new HashMap<>();
    tables.forEach(table -> known.put(table.id(), table));
    for (ForeignKeyRecord record : foreignKeys) {
      TableDefinition table = known.get(record.tableId());
      TableDefinition referenced = known.get(record.referencedId());
      if (table == null
          || referenced == null
          || !ForeignKeyIndexes.hasTarget(record, referenced)
          || !ForeignKeyIndexes.hasLookup(record, table)) {
        // The check of the catalog tells it.
        continue;
      }
      paths
          .computeIfAbsent(table.id(), id -> new ArrayList<>())
          .add(new Path(record.name(), ForeignKeyPath.of(record, table, referenced)));
    }
  }

  /**
   * Checks the row under a cursor.
   *
   * @return the name of the first foreign key that leads nowhere, or null
   */
  String violated(TableDefinition table, TransactionCursor row, PooledBuffer found) {
    List<Path> all = paths.getOrDefault(table.id(), List.of());
    if (all.isEmpty() || isExpired(table, row)) {
      return null;
    }
    RowSource source = new RowSource(all.get(0).path().table(), null);
    source.wrap(row.key(), 0, row.keyLength(), row.value(), row.valueLength());
    for (Path each : all) {
      if (each.path().encodeReferenced(source, key) && !exists(each.path(), found)) {
        return each.name();
      }
    }
    return null;
  }

  private boolean isExpired(TableDefinition table, TransactionCursor row) {
    if (table.expiry() == null) {
      return false;
    }
    judge.use(table);
    return judge.isExpired(row.key(), 0, row.keyLength(), row.value(), row.valueLength(), now);
  }

  private boolean exists(ForeignKeyPath path, PooledBuffer found) {
    return (path.referenced().partitions() == null || lead(path))
        && reader.get(key.buffer(), 0, key.length(), found) != VersionedStore.ABSENT;
  }

  /** Leads the key to its partition; false when there is none. */
  private boolean lead(ForeignKeyPath path) {
    TableDefinition table = path.referenced();
    PartitionRule rule = new PartitionRule(table);
    PartitionRouter router = new PartitionRouter();
    boolean routed =
        path.target() == null
            ? router.route(rule, table, key.buffer(), 0, key.length())
            : router.route(rule, table, path.target(), key.buffer(), 0, key.length());
    if (routed) {
      byte[] bound = router.boundBytes();
      for (PartitionRecord partition : partitions) {
        if (partition.tableId() == table.id() && Arrays.equals(partition.bound(), bound)) {
          int keyspaceId =
              path.target() == null
                  ? partition.keyspaceId()
                  : partition.indexKeyspaces().get(path.target().id());
          KeyspacePrefix.put(key.buffer(), 0, keyspaceId);
          return true;
        }
      }
    }
    return false;
  }
}
