/**
 * The versioned store; for Ashlar's own modules.
 */
module io.ashlar.mvcc {
  requires transitive io.ashlar.engine;

  exports io.ashlar.mvcc to
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.mvcc.embedded to
      io.ashlar;
  exports io.ashlar.store.memory to
      io.ashlar;
}
