package io.ashlar.store;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Takes the entries of a {@link WriteSource}. Buffers are valid during the call only.
 *
 * <p>Every entry says at which timestamp its writer has read the key ({@code readAt}): the commit
 * is a conflict when a commit with a timestamp above that has written or deleted the same key.
 */
public interface WriteVisitor {

  /**
   * A key gets a value.
   *
   * @param key holds the key, backed by a direct buffer
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value; the store writes the commit timestamp into its header
   * @param valueOffset where it starts
   * @param valueLength its bytes
   * @param readAt the timestamp up to which the writer knows the key
   */
  void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      MutableDirectBuffer value,
      int valueOffset,
      int valueLength,
      long readAt);

  /**
   * A key loses its value.
   *
   * @param key holds the key, backed by a direct buffer
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param readAt the timestamp up to which the writer knows the key
   */
  void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt);

  /**
   * A key is not written, but must not have been changed either: a row that a decision rests on, a
   * key that must stay absent, the definition of a table.
   *
   * @param key holds the key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param readAt the timestamp up to which the transaction knows the key
   */
  void check(DirectBuffer key, int keyOffset, int keyLength, long readAt);
}
