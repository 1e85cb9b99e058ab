/**
 * RocksDB behind gates; for Ashlar's own modules.
 */
module io.ashlar.engine {
  requires transitive io.ashlar.codec;
  requires rocksdbjni;

  exports io.ashlar.engine to
      io.ashlar.mvcc;
  exports io.ashlar.engine.gate to
      io.ashlar.mvcc;
  exports io.ashlar.engine.files to
      io.ashlar.mvcc;
}
