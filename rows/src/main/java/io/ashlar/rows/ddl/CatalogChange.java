package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.txn.StoreTransaction;

/** What one commit does to the catalog. */
@FunctionalInterface
public interface CatalogChange {

  /**
   * Writes to the catalog.
   *
   * @param catalog writes records; only for the call
   * @param transaction what they are written in
   * @param ids the free ids
   * @return the free ids after what it took of the given ones, or null to have nothing committed
   */
  CatalogIds apply(CatalogStore catalog, StoreTransaction transaction, CatalogIds ids);
}
