/** Transactions over a versioned store; for Ashlar's own modules. */
module io.ashlar.txn {
  requires transitive io.ashlar.store;

  exports io.ashlar.txn to
      io.ashlar;
  exports io.ashlar.txn.cursor to
      io.ashlar;
  exports io.ashlar.txn.limit to
      io.ashlar;
  exports io.ashlar.txn.lock to
      io.ashlar;
}
