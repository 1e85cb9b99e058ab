package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.analyze.StatisticsFormat;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.CatalogCheck;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import io.ashlar.verify.ProblemKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Checks the catalog at the view of a reader, and that no keyspace is unknown to it. One owner. */
final class CatalogVerifier {

  private final StoreTransaction reader;
  private final CatalogStore catalog;
  private final Consumer<Finding> problems;
  private List<BuildRecord> builds = List.of();
  private List<PartitionRecord> partitions = List.of();
  private List<ForeignKeyRecord> foreignKeys = List.of();

  CatalogVerifier(StoreTransaction reader, CatalogStore catalog, Consumer<Finding> problems) {
    this.reader = reader;
    this.catalog = catalog;
    this.problems = problems;
  }

  /** The tables of the view, as far as the catalog can be read. */
  List<TableDefinition> check() {
    List<TableDefinition> tables = List.of();
    builds = List.of();
    partitions = List.of();
    foreignKeys = List.of();
    try {
      tables = catalog.tables(reader);
      CatalogIds ids = catalog.ids(reader);
      for (TableDefinition table : tables) {
        CatalogCheck.require(table, ids);
      }
      CatalogCheck.requireSequences(tables, catalog.sequences(reader), ids);
      builds = catalog.builds(reader);
      CatalogCheck.requireBuilds(tables, builds);
      checkPartitions(tables, ids);
      List<ForeignKeyRecord> read = catalog.foreignKeys(reader);
      CatalogCheck.requireForeignKeys(tables, read, ids);
      foreignKeys = read;
      CatalogCheck.requireViews(tables, catalog.views(reader), ids);
      findOrphans(tables, ids);
      checkStatistics();
    } catch (CorruptionException e) {
      report(ProblemKind.CATALOG, 0, e);
    }
    return tables;
  }

  /** The builds that {@link #check()} has read. */
  List<BuildRecord> builds() {
    return builds;
  }

  /** The partitions that {@link #check()} has read. */
  List<PartitionRecord> partitions() {
    return partitions;
  }

  /** The foreign keys that {@link #check()} has read, if none contradicts the tables. */
  List<ForeignKeyRecord> foreignKeys() {
    return foreignKeys;
  }

  private void checkPartitions(List<TableDefinition> tables, CatalogIds ids) {
    List<PartitionRecord> read = catalog.partitions(reader);
    for (PartitionRecord partition : read) {
      TableDefinition table = null;
      for (TableDefinition candidate : tables) {
        table = candidate.id() == partition.tableId() ? candidate : table;
      }
      CatalogCheck.require(table, partition, ids);
    }
    partitions = read;
  }

  /** Looks into every keyspace id that was given out and that nothing refers to. */
  private void findOrphans(List<TableDefinition> tables, CatalogIds ids) {
    Set<Integer> known = new HashSet<>();
    for (TableDefinition table : tables) {
      for (int keyspaceId : TableParts.keyspaces(table, partitions)) {
        claim(known, keyspaceId, table);
      }
    }
    for (PendingReclaim reclaim : catalog.reclaims(reader)) {
      known.add(reclaim.keyspaceId());
    }
    try (TransactionCursor cursor = reader.newCursor()) {
      for (int id = VersionedStore.FIRST_FREE_KEYSPACE; id < ids.nextKeyspaceId(); id++) {
        if (!known.contains(id) && TableParts.openKeyspace(cursor, id)) {
          report(
              ProblemKind.ORPHAN_KEYSPACE,
              id,
              new CorruptionException(
                  "A keyspace that belongs to nothing holds keys.", "keyspaceId", id));
        }
      }
    }
  }

  private void checkStatistics() {
    catalog
        .statistics(reader, e -> report(ProblemKind.CATALOG, 0, e))
        .forEach(
            (table, payload) -> {
              try {
                StatisticsFormat.decode(table, payload, new LiveStatistics());
              } catch (CorruptionException e) {
                report(ProblemKind.CATALOG, 0, e);
              }
            });
  }

  private void claim(Set<Integer> known, int keyspaceId, TableDefinition table) {
    if (!known.add(keyspaceId)) {
      report(
          ProblemKind.CATALOG,
          keyspaceId,
          new CorruptionException(
              "A keyspace belongs to more than one thing.",
              "table",
              table.name(),
              "keyspaceId",
              keyspaceId));
    }
  }

  private void report(ProblemKind kind, int keyspaceId, CorruptionException e) {
    KeyEncoder key = new KeyEncoder().reset(keyspaceId);
    byte[] bytes = new byte[key.length()];
    key.buffer().getBytes(0, bytes);
    problems.accept(new Finding(kind, null, null, bytes, e));
  }
}
