/**
 * The versioned store on RocksDB; for Ashlar's own modules.
 */
module io.ashlar.mvcc {
  requires transitive io.ashlar.engine;
  requires transitive io.ashlar.store;

  provides io.ashlar.store.provider.StoreProvider with
      io.ashlar.mvcc.embedded.EmbeddedStoreProvider;
}
