package io.ashlar.store;

/**
 * Counts what the reads of one thread cost the store, between {@link #begin} and {@link #end}, both
 * called by that thread. Reads in between are a few per cent slower. Reused; for one thread at a
 * time; allocates a little.
 */
public interface ReadProbe {

  /** Of a store that reads no blocks. */
  ReadProbe NONE =
      new ReadProbe() {
        @Override
        public boolean begin() {
          return false;
        }

        @Override
        public void end() {
          // There is nothing to count.
        }

        @Override
        public long blocksRead() {
          return 0;
        }

        @Override
        public long blockBytes() {
          return 0;
        }

        @Override
        public long cacheHits() {
          return 0;
        }

        @Override
        public long tombstonesSkipped() {
          return 0;
        }

        @Override
        public long versionsSkipped() {
          return 0;
        }
      };

  /**
   * Begins to count, from zero.
   *
   * @return false when nothing will be counted: the store reads no blocks, another probe counts for
   *     the thread, or the thread is a virtual one, whose reads cannot be told apart
   */
  boolean begin();

  /** Ends it: what follows tells what was counted. */
  void end();

  /**
   * Blocks that were read from files.
   *
   * @return the number
   */
  long blocksRead();

  /**
   * Their size on disk.
   *
   * @return bytes
   */
  long blockBytes();

  /**
   * Blocks that were found in the cache, those of indexes and filters included.
   *
   * @return the number
   */
  long cacheHits();

  /**
   * Deleted keys that were stepped over.
   *
   * @return the number
   */
  long tombstonesSkipped();

  /**
   * Versions that were stepped over because the view does not show them.
   *
   * @return the number
   */
  long versionsSkipped();
}
