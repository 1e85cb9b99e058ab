package io.ashlar.mvcc.history;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.engine.EngineCursor;
import org.agrona.DirectBuffer;

/**
 * One of the sorted runs that a scan of the past merges: the newest rows, or one bucket of history.
 * Both are seen as row keys without their keyspace id.
 */
final class PastSource {

  private final EngineCursor cursor;
  private final HistoryKey target = new HistoryKey();
  private boolean history;
  private int keyspaceId;
  private int bucket;
  private boolean valid;

  PastSource(EngineCursor cursor) {
    this.cursor = cursor;
  }

  EngineCursor cursor() {
    return cursor;
  }

  void newest(int keyspace) {
    history = false;
    keyspaceId = keyspace;
    valid = false;
  }

  void bucket(int keyspace, int number) {
    history = true;
    keyspaceId = keyspace;
    bucket = number;
    valid = false;
  }

  /** Whether it stands on a row key. */
  boolean valid() {
    return valid;
  }

  DirectBuffer key() {
    return cursor.key();
  }

  int rowOffset() {
    return history ? HistoryKey.HEAD_BYTES : KeyspacePrefix.BYTES;
  }

  int rowBytes() {
    int length = cursor.keyLength();
    return history ? HistoryKey.rowBytes(length) : length - KeyspacePrefix.BYTES;
  }

  int compareRow(DirectBuffer row, int offset, int bytes) {
    return UnsignedBytes.compare(cursor.key(), rowOffset(), rowBytes(), row, offset, bytes);
  }

  /** Moves to the first row key at or above the given one. */
  void seekFrom(DirectBuffer row, int offset, int bytes) {
    aim(row, offset, bytes);
    valid = cursor.seek(target.buffer(), 0, target.length());
    // A lower bound that goes on behind a whole row key lets in the versions of that key.
    while (valid && compareRow(row, offset, bytes) < 0) {
      valid = cursor.next();
    }
  }

  /** Moves to the first version above the given row key. */
  void seekAbove(DirectBuffer row, int offset, int bytes) {
    seekFrom(row, offset, bytes);
    while (valid && compareRow(row, offset, bytes) == 0) {
      valid = cursor.next();
    }
  }

  /** Moves on from the given row key, on which it stands. */
  void advancePast(DirectBuffer row, int offset, int bytes) {
    do {
      valid = cursor.next();
    } while (valid && compareRow(row, offset, bytes) == 0);
  }

  /** Moves to the last row key below the given one. */
  void seekBelow(DirectBuffer row, int offset, int bytes) {
    aim(row, offset, bytes);
    // Versions of a row key that the given one begins with may lie on either side of it.
    valid = cursor.seek(target.buffer(), 0, target.length());
    if (!valid || compareRow(row, offset, bytes) >= 0) {
      valid = cursor.seekBefore(target.buffer(), 0, target.length());
    }
    assert !valid || compareRow(row, offset, bytes) < 0 : "sought below";
  }

  void seekLast() {
    valid = cursor.seekLast();
  }

  /**
   * Whether this is what decides about the row key on which it stands: the newest row if it is old
   * enough, a version if it ended after the time. Moves within the versions of the row key.
   */
  boolean decides(long asOf, boolean forward) {
    if (!history) {
      return RowFormat.stampOf(cursor.value(), 0) <= asOf;
    }
    aim(cursor.key(), rowOffset(), rowBytes());
    int row = rowOffset();
    int bytes = target.length() - row;
    if (!forward) {
      // It may have come to any version of the row key.
      target.end(asOf + 1);
      if (cursor.seek(target.buffer(), 0, target.length())
          && compareRow(target.buffer(), row, bytes) == 0) {
        return true;
      }
      valid = cursor.seekBefore(target.buffer(), 0, target.length());
      assert valid && compareRow(target.buffer(), row, bytes) == 0 : "it stood on a version";
      return false;
    }
    while (HistoryKey.endOf(cursor.key(), cursor.keyLength()) <= asOf) {
      valid = cursor.next();
      if (!valid || compareRow(target.buffer(), row, bytes) != 0) {
        return false;
      }
    }
    return true;
  }

  private void aim(DirectBuffer row, int offset, int bytes) {
    if (history) {
      target.bucket(keyspaceId, bucket);
    } else {
      target.keyspace(keyspaceId);
    }
    target.append(row, offset, bytes);
  }
}
