package io.ashlar.rows.catalog;

import io.ashlar.error.LimitExceededException;
import io.ashlar.store.VersionedStore;

/**
 * The next free ids. Immutable; taking an id gives the state after it, which the commit that uses
 * the id stores. Ids only grow and are never used again.
 *
 * @param nextTableId the next table
 * @param nextKeyspaceId the next keyspace
 * @param features what the catalog has that a reader must know of, as bits; 0 for nothing
 */
public record CatalogIds(int nextTableId, int nextKeyspaceId, int features) {

  /** The feature: there are foreign keys. Stored on disk. */
  public static final int FOREIGN_KEYS = 1;

  /** The feature: there are views. Stored on disk. */
  public static final int VIEWS = 2;

  /** All features that are known here. */
  static final int KNOWN_FEATURES = FOREIGN_KEYS | VIEWS;

  /** The ids of an empty database. */
  public static final CatalogIds FIRST = new CatalogIds(1, VersionedStore.FIRST_FREE_KEYSPACE, 0);

  /**
   * After one table.
   *
   * @param keyspaces keyspaces that it takes, itself included
   * @return the next free ids
   */
  public CatalogIds afterTable(int keyspaces) {
    return new CatalogIds(next(nextTableId, 1), next(nextKeyspaceId, keyspaces), features);
  }

  /**
   * After one keyspace.
   *
   * @return the next free ids
   */
  public CatalogIds afterKeyspace() {
    return afterKeyspaces(1);
  }

  /**
   * After some keyspaces.
   *
   * @param keyspaces how many
   * @return the next free ids
   */
  public CatalogIds afterKeyspaces(int keyspaces) {
    return new CatalogIds(nextTableId, next(nextKeyspaceId, keyspaces), features);
  }

  /**
   * The same ids with other features.
   *
   * @param bits the features
   * @return the ids
   */
  public CatalogIds withFeatures(int bits) {
    return new CatalogIds(nextTableId, nextKeyspaceId, bits);
  }

  private static int next(int id, int count) {
    if (id > Integer.MAX_VALUE - count) {
      throw new LimitExceededException(
          "The database has used up its ids.", "next", id, "count", count);
    }
    return id + count;
  }
}
