package io.ashlar;

/**
 * What reads happen in: a read-only transaction, or the reading side of a {@link Transaction}.
 *
 * <p>A read-only transaction sees one state of the database from its beginning to its end, takes no
 * locks and never fails with a conflict. It may be handed from thread to thread; overlapping use is
 * an {@link io.ashlar.error.IllegalUseException}.
 */
public interface ReadTransaction extends AutoCloseable {

  /**
   * Whether the transaction has begun and not ended.
   *
   * @return true while it can be used
   */
  boolean active();

  /**
   * The commit timestamp of the state that the transaction reads.
   *
   * @return the timestamp; under {@code READ_COMMITTED} that of the last statement
   */
  long readTimestamp();

  /** Ends the transaction; one that writes is rolled back. Idempotent. */
  @Override
  void close();
}
