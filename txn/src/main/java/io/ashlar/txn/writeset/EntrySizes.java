package io.ashlar.txn;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.mvcc.StoreCapabilities;
import org.agrona.DirectBuffer;

/** Refuses keys and values that lie outside of their buffer, or that the store does not take. */
final class EntrySizes {

  /** A value starts with a format byte and the slot of its commit timestamp. */
  private static final int MIN_VALUE_BYTES = 9;

  private final int maxKeyBytes;
  private final int maxValueBytes;

  EntrySizes(StoreCapabilities capabilities) {
    this.maxKeyBytes = capabilities.maxKeyBytes();
    this.maxValueBytes = capabilities.maxValueBytes();
  }

  void requireKey(DirectBuffer key, int offset, int length) {
    key.boundsCheck(offset, length);
    if (length > maxKeyBytes) {
      throw new LimitExceededException(
          "The key is longer than the limit.", "keyBytes", length, "limitBytes", maxKeyBytes);
    }
  }

  void requireValue(DirectBuffer value, int offset, int length) {
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
