/**
 * The versioned store on RocksDB; for Ashlar's own modules.
 */
module io.ashlar.mvcc {
  requires transitive io.ashlar.engine;
  requires transitive io.ashlar.store;

  exports io.ashlar.mvcc.embedded to
      io.ashlar;
}
