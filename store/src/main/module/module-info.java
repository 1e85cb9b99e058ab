/**
 * The seam between transactions and storage, and the store in memory; for Ashlar's own modules.
 */
module io.ashlar.store {
  requires transitive io.ashlar.codec;

  exports io.ashlar.store to
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.store.memory to
      io.ashlar;
  exports io.ashlar.store.provider to
      io.ashlar.mvcc,
      io.ashlar;
  exports io.ashlar.store.watch to
      io.ashlar.mvcc;

  uses io.ashlar.store.provider.StoreProvider;
}
