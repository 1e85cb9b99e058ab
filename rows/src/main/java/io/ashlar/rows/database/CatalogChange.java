package io.ashlar.rows.database;

import io.ashlar.txn.StoreTransaction;

/** What one commit does to the catalog. */
@FunctionalInterface
interface CatalogChange {

  /** Writes to the catalog. */
  void apply(StoreTransaction transaction);
}
