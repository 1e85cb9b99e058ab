package io.ashlar.txn.writeset;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.StoreCapabilities;
import org.agrona.DirectBuffer;

/** Refuses keys and values that lie outside of their buffer, or that the store does not take. */
public final class EntrySizes {

  /** A value starts with a format byte and the slot of its commit timestamp. */
  private static final int MIN_VALUE_BYTES = 9;

  private final int maxKeyBytes;
  private final int maxValueBytes;

  /**
   * What a store takes.
   *
   * @param capabilities of the store
   */
  public EntrySizes(StoreCapabilities capabilities) {
    this.maxKeyBytes = capabilities.maxKeyBytes();
    this.maxValueBytes = capabilities.maxValueBytes();
  }

  /**
   * Checks a key.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException when it is too long
   */
  public void requireKey(DirectBuffer key, int offset, int length) {
    key.boundsCheck(offset, length);
    if (length > maxKeyBytes) {
      throw new LimitExceededException(
          "The key is longer than the limit.", "keyBytes", length, "limitBytes", maxKeyBytes);
    }
  }

  /**
   * Checks a value.
   *
   * @param value holds the value
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException when it is too long
   * @throws IllegalUseException when it is too short to be stamped
   */
  public void requireValue(DirectBuffer value, int offset, int length) {
    value.boundsCheck(offset, length);
    if (length < MIN_VALUE_BYTES) {
      throw new IllegalUseException(
          "The value is too short to hold a commit timestamp.", "valueBytes", length);
    }
    if (length > maxValueBytes) {
      throw new LimitExceededException(
          "The value is longer than the limit.", "valueBytes", length, "limitBytes", maxValueBytes);
    }
  }
}
