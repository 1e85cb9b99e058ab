package io.ashlar.store;

/**
 * Watches a range of keys for commits, so that what was read there can be shown again. Any thread
 * may ask and close. Costs every commit in the same keyspace a comparison for each key.
 */
public interface RangeWatch extends AutoCloseable {

  /** Knows nothing: of a store that does not watch. */
  RangeWatch BLIND =
      new RangeWatch() {
        @Override
        public boolean unchangedSince(long timestamp) {
          return false;
        }

        @Override
        public void close() {
          // It holds nothing.
        }
      };

  /**
   * Whether the range reads the same at a timestamp and at every later view that is pinned when
   * this is called. Never true when a commit between them has written or deleted a key of the
   * range; may be false without one, as for timestamps from before the watch began.
   *
   * @param timestamp a commit timestamp
   * @return true when nothing has changed
   */
  boolean unchangedSince(long timestamp);

  /** Ends the watch. Idempotent. */
  @Override
  void close();
}
