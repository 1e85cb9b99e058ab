/**
 * The bytes of keys and rows, and buffers outside the heap; for Ashlar's own modules.
 */
module io.ashlar.codec {
  requires transitive io.ashlar.api;
  requires transitive org.agrona;
  requires chronicle.bytes;
  requires chronicle.core;

  exports io.ashlar.codec.key to
      io.ashlar.engine,
      io.ashlar.store,
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar,
      io.ashlar.sql;
  exports io.ashlar.codec.memory to
      io.ashlar.engine,
      io.ashlar.store,
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar,
      io.ashlar.sql;
  exports io.ashlar.codec.row to
      io.ashlar.store,
      io.ashlar.mvcc,
      io.ashlar;
  exports io.ashlar.codec.stack to
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.codec.value to
      io.ashlar.store,
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar,
      io.ashlar.sql;
  exports io.ashlar.codec.valuetype to
      io.ashlar;
}
