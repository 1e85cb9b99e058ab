package io.ashlar.rows.database;

import io.ashlar.error.CorruptionException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.BuildRecord;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks a definition against the counters: an id from the future would be given out again. */
final class CatalogCheck {

  private CatalogCheck() {}

  static void require(TableDefinition table, CatalogIds ids) {
    boolean known = table.id() < ids.nextTableId() && keyspaceKnown(table.keyspaceId(), ids);
    for (IndexDefinition index : table.maintained()) {
      known &= keyspaceKnown(index.keyspaceId(), ids);
    }
    if (!known) {
      throw new CorruptionException(
          "A table uses ids that the catalog has not given out.", "table", table.name());
    }
  }

  /** Each index that is not published has a build, and each build such an index. */
  static void requireBuilds(List<TableDefinition> tables, List<BuildRecord> builds) {
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

  private static boolean keyspaceKnown(int keyspaceId, CatalogIds ids) {
    return keyspaceId >= VersionedStore.FIRST_FREE_KEYSPACE && keyspaceId < ids.nextKeyspaceId();
  }
}
