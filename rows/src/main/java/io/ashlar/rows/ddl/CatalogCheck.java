package io.ashlar.rows.ddl;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.rows.catalog.format.ViewRecord;
import io.ashlar.rows.entry.ForeignKeyIndexes;
import io.ashlar.schema.ViewSchema;
import io.ashlar.store.VersionedStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks a definition against the counters: an id from the future would be given out again. */
public final class CatalogCheck {

  private CatalogCheck() {}

  /**
   * Checks a table and its indexes.
   *
   * @param table the table
   * @param ids the counters
   * @throws CorruptionException when it uses ids that were not given out
   */
  public static void require(TableDefinition table, CatalogIds ids) {
    boolean known = table.id() < ids.nextTableId() && keyspaceKnown(table.keyspaceId(), ids);
    for (IndexDefinition index : table.maintained()) {
      known &= keyspaceKnown(index.keyspaceId(), ids);
    }
    if (!known) {
      throw new CorruptionException(
          "A table uses ids that the catalog has not given out.", "table", table.name());
    }
  }

  /**
   * Checks a partition, which has a keyspace for each index of its table.
   *
   * @param table its table, or null when there is none
   * @param partition the partition
   * @param ids the counters
   * @throws CorruptionException when a keyspace is missing or was not given out
   */
  public static void require(TableDefinition table, PartitionRecord partition, CatalogIds ids) {
    boolean known =
        table != null && table.partitions() != null && keyspaceKnown(partition.keyspaceId(), ids);
    for (int keyspaceId : partition.indexKeyspaces().values()) {
      known &= keyspaceKnown(keyspaceId, ids);
    }
    for (int i = 0; known && i < table.maintained().size(); i++) {
      known = partition.indexKeyspaces().containsKey(table.maintained().get(i).id());
    }
    if (!known) {
      throw new CorruptionException(
          "A partition lacks ids, or uses some that the catalog has not given out.",
          "tableId",
          partition.tableId(),
          "partition",
          partition.keyspaceId());
    }
  }

  /**
   * Each index that is not published has a build, and each build such an index.
   *
   * @param tables all tables
   * @param builds all builds
   * @throws CorruptionException when that is not so
   */
  public static void requireBuilds(List<TableDefinition> tables, List<BuildRecord> builds) {
    Set<Integer> building = new TreeSet<>();
    for (TableDefinition table : tables) {
      for (IndexDefinition index : table.maintained()) {
        if (!index.published()) {
          building.add(index.keyspaceId());
        }
      }
    }
    Set<Integer> built = new TreeSet<>();
    builds.forEach(build -> built.add(build.keyspaceId()));
    if (!building.equals(built)) {
      throw new CorruptionException(
          "The indexes that are being built are not those that the catalog has builds for.",
          "indexKeyspaces",
          building,
          "buildKeyspaces",
          built);
    }
  }

  /**
   * Each identity column has its sequence, and each sequence that numbers a table such a column.
   *
   * @param tables all tables
   * @param sequences all sequences
   * @param ids the counters
   * @throws CorruptionException when that is not so, or an id was not given out
   */
  public static void requireSequences(
      List<TableDefinition> tables, List<SequenceRecord> sequences, CatalogIds ids) {
    for (TableDefinition table : tables) {
      requireSequences(
          table,
          sequences.stream()
              .filter(sequence -> sequence.owner() == table.id())
              .map(SequenceRecord::id)
              .toList());
      requireDrawn(table, sequences);
    }
    for (SequenceRecord sequence : sequences) {
      boolean owned =
          sequence.owner() == 0 || tables.stream().anyMatch(t -> t.id() == sequence.owner());
      if (!owned || !keyspaceKnown(sequence.id(), ids)) {
        throw new CorruptionException(
            "A sequence has an unknown id, or numbers a table that there is not.",
            "sequenceId",
            sequence.id(),
            "owner",
            sequence.owner());
      }
    }
  }

  /**
   * Each foreign key has its tables, and on both sides a key that serves it.
   *
   * @param tables all tables
   * @param foreignKeys all foreign keys
   * @param ids the counters
   * @throws CorruptionException when that is not so, or an id was not given out
   */
  public static void requireForeignKeys(
      List<TableDefinition> tables, List<ForeignKeyRecord> foreignKeys, CatalogIds ids) {
    for (ForeignKeyRecord record : foreignKeys) {
      TableDefinition table = byId(tables, record.tableId());
      TableDefinition referenced = byId(tables, record.referencedId());
      if (table == null
          || referenced == null
          || !ForeignKeyIndexes.hasTarget(record, referenced)
          || !ForeignKeyIndexes.hasLookup(record, table)
          || !keyspaceKnown(record.id(), ids)) {
        throw new CorruptionException(
            "A foreign key has an unknown id, or no table or index.", "foreignKey", record.name());
      }
    }
  }

  /**
   * Each view has the tables and views that it uses, and the columns of them that it needs.
   *
   * @param tables all tables
   * @param views all views
   * @param ids the counters
   * @throws CorruptionException when that is not so, or an id was not given out
   */
  public static void requireViews(
      List<TableDefinition> tables, List<ViewRecord> views, CatalogIds ids) {
    Map<String, List<String>> columns = new HashMap<>();
    tables.forEach(table -> columns.put(table.name(), ViewChanges.names(table)));
    boolean distinct = true;
    for (ViewRecord record : views) {
      distinct &= columns.put(record.view().name(), record.view().columns()) == null;
    }
    for (ViewRecord record : views) {
      boolean there = distinct && keyspaceKnown(record.id(), ids);
      for (ViewSchema.Use use : record.view().uses()) {
        there &= columns.getOrDefault(use.name(), List.of()).containsAll(use.needed());
        there &= columns.containsKey(use.name());
      }
      if (!there) {
        throw new CorruptionException(
            "A view has an unknown id or the name of another, or lacks what it uses.",
            "view",
            record.view().name());
      }
    }
  }

  private static TableDefinition byId(List<TableDefinition> tables, int id) {
    return tables.stream().filter(table -> table.id() == id).findFirst().orElse(null);
  }

  /** The sequences that number a table must be those that its columns name. */
  static void requireSequences(TableDefinition table, List<Integer> owned) {
    Set<Integer> named = new TreeSet<>();
    for (ColumnDefinition column : table.columns()) {
      if (column.identity()) {
        named.add(column.sequenceId());
      }
    }
    if (!named.equals(new TreeSet<>(owned))) {
      throw new CorruptionException(
          "The sequence of an identity column is missing or another one.",
          "table",
          table.name(),
          "sequenceIds",
          named,
          "found",
          owned);
    }
  }

  /** The sequences from which the defaults of a table draw must be there. */
  static void requireDrawn(TableDefinition table, List<SequenceRecord> sequences) {
    for (String name : SequenceChanges.drawnFrom(table)) {
      if (sequences.stream().noneMatch(s -> s.owner() == 0 && s.name().equals(name))) {
        throw new CorruptionException(
            "The sequence from which a default draws is missing.",
            "table",
            table.name(),
            "sequence",
            name);
      }
    }
  }

  private static boolean keyspaceKnown(int keyspaceId, CatalogIds ids) {
    return keyspaceId >= VersionedStore.FIRST_FREE_KEYSPACE && keyspaceId < ids.nextKeyspaceId();
  }
}
