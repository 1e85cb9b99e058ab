package io.ashlar.torture.corruption;

/** What a store answered to a damage, from best to worst. */
enum Answer {
  /** All data is there and right. */
  RIGHT,
  /** Commits are gone that were ordered after the durable mark; the rest is right. */
  LOST_AFTER_MARK,
  /** {@code CorruptionException}. */
  CORRUPTION,
  /** {@code StoreOpenException}. */
  REFUSED,
  /** Another exception of Ashlar. */
  OTHER_ERROR,
  /** Rows or index entries are wrong or gone, and nothing said so. */
  WRONG,
  /** An exception that is not Ashlar's. */
  UNTYPED,
  /** The JVM died. */
  CRASH,
  /** No answer in time. */
  HANG;

  boolean allowed() {
    return compareTo(REFUSED) <= 0;
  }
}
