package io.ashlar.rows.ddl;

import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.store.VersionedStore;
import java.util.List;
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
      int found = 0;
      for (SequenceRecord sequence : sequences) {
        found = sequence.owner() == table.id() ? sequence.id() : found;
      }
      requireSequence(table, found);
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

  /** The sequence that numbers a table must be the one that its identity column names. */
  static void requireSequence(TableDefinition table, int sequenceId) {
    int named = table.identity() < 0 ? 0 : table.columns().get(table.identity()).sequenceId();
    if (named != sequenceId) {
      throw new CorruptionException(
          "The sequence of an identity column is missing or another one.",
          "table",
          table.name(),
          "sequenceId",
          named,
          "found",
          sequenceId);
    }
  }

  private static boolean keyspaceKnown(int keyspaceId, CatalogIds ids) {
    return keyspaceId >= VersionedStore.FIRST_FREE_KEYSPACE && keyspaceId < ids.nextKeyspaceId();
  }
}
