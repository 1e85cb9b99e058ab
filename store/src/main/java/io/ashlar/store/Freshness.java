package io.ashlar.store;

/** Which of the store's newest states a view is taken of. Each is a prefix of commit order. */
public enum Freshness {

  /** Every ordered commit. What a read-write transaction takes. */
  WRITTEN,

  /**
   * Every commit that some caller has been told of, and those ordered before it. What a read-only
   * transaction takes, so that nobody misses a commit that was reported to anyone.
   */
  ACKNOWLEDGED,

  /** Every commit that is known to survive a power cut. */
  DURABLE
}
