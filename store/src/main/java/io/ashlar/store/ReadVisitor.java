package io.ashlar.store;

import org.agrona.DirectBuffer;

/** Takes the keys and ranges of a {@link ReadSource}. Buffers are valid during the call only. */
public interface ReadVisitor {

  /**
   * A key was read, whether it was there or not.
   *
   * @param hash the key's {@linkplain io.ashlar.codec.key.KeyHash hash}
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   */
  void point(long hash, DirectBuffer key, int offset, int length);

  /**
   * A range was read, whatever was in it.
   *
   * @param lower holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param lowerLength its bytes
   * @param upper holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param upperLength its bytes
   */
  void range(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength);
}
