package io.ashlar.store;

import org.agrona.DirectBuffer;

/**
 * What a serializable commit has read, as the store validates it: single keys, absent ones too, and
 * ranges, empty ones too. The commit is refused when any commit above {@link #readAt} and ordered
 * before it has written or deleted one of the keys, or a key inside one of the ranges.
 *
 * <p>Read by the thread that leads the commit group while the owner waits; reading allocates
 * nothing. A source may answer with more than was read, never with less.
 */
public interface ReadSource {

  /** Nothing was read that needs to be validated. */
  ReadSource NONE = new NothingRead();

  /**
   * Whether there is neither a key nor a range.
   *
   * @return true when there is nothing to validate
   */
  boolean isEmpty();

  /**
   * Whether there is a range.
   *
   * @return false when single keys are all there is
   */
  boolean hasRanges();

  /**
   * The timestamp of the view that everything was read at, which must have been pinned by {@link
   * ReadView#pinTracked} and must still be pinned.
   *
   * @return the timestamp
   */
  long readAt();

  /**
   * Delivers every key once, and the ranges, disjoint, in no particular order.
   *
   * @param visitor takes them
   */
  void forEach(ReadVisitor visitor);

  /**
   * Whether a range holds the key; single keys do not count.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return true when it is inside one
   */
  boolean covers(DirectBuffer key, int offset, int length);
}
