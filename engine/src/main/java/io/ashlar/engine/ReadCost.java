package io.ashlar.engine;

/**
 * What reads of one thread have cost; filled by {@link Gauges#endReadCost}. A mutable object of the
 * caller's, so that measuring allocates nothing.
 */
public final class ReadCost {

  /** Blocks read from files. */
  public long blocksRead;

  /** Their bytes on disk. */
  public long blockBytes;

  /** Blocks found in the cache, those of indexes and filters included. */
  public long cacheHits;

  /** Tombstones that were stepped over. */
  public long tombstonesSkipped;

  /** Entries that were stepped over because the view sees a newer or an older version. */
  public long versionsSkipped;

  /** Nothing. */
  public ReadCost() {}

  /** Sets all counts to zero. */
  public void clear() {
    blocksRead = 0;
    blockBytes = 0;
    cacheHits = 0;
    tombstonesSkipped = 0;
    versionsSkipped = 0;
  }
}
