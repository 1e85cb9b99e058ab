package io.ashlar.store;

import org.agrona.DirectBuffer;

/**
 * Walks the keys of a range as a view sees them, in either direction.
 *
 * <p>A cursor is made once and opened many times. It belongs to one thread at a time. After a move
 * that returned true, the key and value flyweights hold until the next move; they point into memory
 * that the cursor owns. Opening and moving allocate nothing.
 *
 * <p>The end of a transaction may release the cursor on another thread than the one that just asks
 * for key or value. It is not refused; and who asks is given what stood there, or told that the
 * cursor is not open or stands on no key ({@link io.ashlar.error.IllegalUseException}).
 */
public interface StoreCursor extends AutoCloseable {

  /**
   * Puts the cursor on a range of a view, before its first key and after its last at once: the next
   * call is one of the moves. A cursor that is open is put anew. Bounds are copied. A range whose
   * lower bound is not below its upper one is empty.
   *
   * @param view a pinned view, which must stay pinned while the cursor is open
   * @param lower holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param lowerLength its bytes, at least 4 (a range lies within one keyspace)
   * @param upper holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param upperLength its bytes, at least 4
   */
  void open(
      ReadView view,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength);

  /**
   * Moves to the first key of the range.
   *
   * @return false when the range is empty
   */
  boolean first();

  /**
   * Moves to the last key of the range.
   *
   * @return false when the range is empty
   */
  boolean last();

  /**
   * Moves to the first key of the range that is equal to or above the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  boolean seek(DirectBuffer key, int offset, int length);

  /**
   * Moves to the last key of the range that is below the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  boolean seekBefore(DirectBuffer key, int offset, int length);

  /**
   * Moves to the next key. Only after a move that returned true.
   *
   * @return false when there is none; the cursor then stands nowhere
   */
  boolean next();

  /**
   * Moves to the previous key. Only after a move that returned true.
   *
   * @return false when there is none; the cursor then stands nowhere
   */
  boolean previous();

  /**
   * The buffer of the current key, which starts at index 0.
   *
   * @return a flyweight, backed by a direct buffer
   */
  DirectBuffer key();

  /**
   * Bytes of the current key.
   *
   * @return the length
   */
  int keyLength();

  /**
   * The buffer of the current value, which starts at index 0. The value is fetched by the first
   * call after a move.
   *
   * @return a flyweight, backed by a direct buffer
   */
  DirectBuffer value();

  /**
   * Bytes of the current value.
   *
   * @return the length
   */
  int valueLength();

  /**
   * Leaves the range and gives the native iterator back to its pool. The cursor can be reopened.
   */
  void release();

  /** Releases and ends the cursor. Idempotent. */
  @Override
  void close();
}
