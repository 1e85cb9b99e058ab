package io.ashlar.rows.database;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.lock.LockTable;
import java.nio.file.Path;
import java.util.List;

/** What tests of other packages look at below the public API. */
public final class Beneath {

  private Beneath() {}

  /**
   * The row and table locks of a database.
   *
   * @param db the database
   * @return its locks
   */
  public static LockTable locks(Database db) {
    return ((DatabaseHandle) db).context().transactions().locks();
  }

  /**
   * The pool that lends the buffers of a database.
   *
   * @param db the database
   * @return its pool
   */
  public static BufferPool pool(Database db) {
    return ((DatabaseHandle) db).context().pool();
  }

  /**
   * The store that a database on disk is opened over.
   *
   * @param directory the directory
   * @param options how
   * @return the store, owned by the caller
   */
  public static VersionedStore store(Path directory, Options options) {
    return StoresOnDisk.open(directory, options);
  }

  /**
   * The keyspaces of which the catalog says that their space is to be given back.
   *
   * @param db the database
   * @return their ids
   */
  public static List<Integer> keyspacesToGiveBack(Database db) {
    DatabaseContext context = ((DatabaseHandle) db).context();
    try (StoreTransaction reader = context.transactions().newTransaction();
        CatalogStore catalog = new CatalogStore(context.pool())) {
      reader.beginRead(Freshness.WRITTEN);
      return catalog.reclaims(reader).stream().map(PendingReclaim::keyspaceId).toList();
    }
  }
}
