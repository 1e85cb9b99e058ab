/**
 * The bytes of keys and rows, buffers outside the heap, and of the public face the errors and the
 * kinds of values. Of this module, {@link io.ashlar.error} and {@link io.ashlar.type} are for users;
 * the rest is for Ashlar's own modules.
 */
module io.ashlar.codec {
  requires transitive org.agrona;
  requires chronicle.bytes;
  requires chronicle.core;

  exports io.ashlar.error;
  exports io.ashlar.type;
  exports io.ashlar.codec.argument to
      io.ashlar;
  exports io.ashlar.codec.key to
      io.ashlar.engine,
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.codec.memory to
      io.ashlar.engine,
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.codec.row to
      io.ashlar.mvcc,
      io.ashlar;
  exports io.ashlar.codec.stack to
      io.ashlar.mvcc,
      io.ashlar.txn,
      io.ashlar;
  exports io.ashlar.codec.value to
      io.ashlar.mvcc,
      io.ashlar;
  exports io.ashlar.codec.valuetype to
      io.ashlar;
}
