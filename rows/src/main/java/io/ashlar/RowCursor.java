package io.ashlar;

/**
 * The rows of a scan, one after the other. A window that moves: what it shows holds until the next
 * {@link #next()}. Belongs to one thread at a time.
 */
public interface RowCursor extends RowReader, AutoCloseable {

  /**
   * Moves to the next row.
   *
   * @return false when there is none; the cursor then stands on no row
   * @throws io.ashlar.error.RetryableException by a scan {@linkplain Scan#forUpdate() for update},
   *     as {@link Get#fetchForUpdate}
   * @throws io.ashlar.error.ClosedException when the cursor, its transaction or the database is
   *     closed
   */
  boolean next();

  /** Ends the scan; the prepared scan may be opened again. Idempotent. */
  @Override
  void close();
}
