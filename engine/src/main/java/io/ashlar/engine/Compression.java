package io.ashlar.engine;

/** How the blocks of table files are compressed. May differ from one open to the next. */
public enum Compression {
  /** Not at all. */
  NONE,

  /** LZ4: the default; a few hundred MB/s a core to write, GB/s to read. */
  LZ4,

  /** Zstandard: about a third smaller than LZ4, several times slower to write. */
  ZSTD
}
