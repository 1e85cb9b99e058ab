package io.ashlar.rows.resume;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.ContinuationException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * What a continuation holds; {@code package-info} has its bytes. Immutable.
 *
 * @param tableId the table
 * @param keyspaceId the key that is walked; of a run that sorts the table's, whatever it walks
 * @param sorted whether the run sorts, so that its place is a sort key
 * @param backward whether the key is walked from its end, or the order of a sort turned around
 * @param previous whether it leads to the page before the one that it was taken from
 * @param inclusive whether the key itself is still to be read
 * @param fingerprint tells the statement
 * @param skip rows that are still to be skipped
 * @param timestamp the state to read, or {@link #LATEST}
 * @param key the last entry read without its keyspace id, behind its partition where one is walked
 *     after the other; of a run that sorts the sort key of the last row met, as it is without a
 *     reverse; or null before the first; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // positions are not compared
public record ScanPosition(
    int tableId,
    int keyspaceId,
    boolean sorted,
    boolean backward,
    boolean previous,
    boolean inclusive,
    long fingerprint,
    long skip,
    long timestamp,
    byte[] key) {

  /** In place of a timestamp: whatever the transaction sees. */
  public static final long LATEST = -1;

  private static final byte VERSION = 1;

  private static final int BACKWARD = 1;
  private static final int PINNED = 2;
  private static final int PREVIOUS = 4;
  private static final int START = 8;
  private static final int INCLUSIVE = 16;
  private static final int SORTED = 32;
  private static final int KNOWN_FLAGS = BACKWARD | PINNED | PREVIOUS | START | INCLUSIVE | SORTED;

  private static final int FIXED_BYTES = 28;
  private static final int CHECKSUM_BYTES = Integer.BYTES;

  /** The key of an entry and, in a table with partitions, the bound of one, itself a key. */
  private static final int MAX_KEY_BYTES = 2 * KeyEncoder.MAX_KEY_BYTES;

  /**
   * The bytes of a continuation.
   *
   * @return a new array
   */
  public byte[] encode() {
    int keyBytes = key == null ? 0 : key.length;
    assert keyBytes <= MAX_KEY_BYTES : "keys are shorter";
    int stampBytes = timestamp == LATEST ? 0 : Long.BYTES;
    ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + stampBytes + keyBytes + CHECKSUM_BYTES);
    int flags =
        (backward ? BACKWARD : 0)
            | (timestamp == LATEST ? 0 : PINNED)
            | (previous ? PREVIOUS : 0)
            | (key == null ? START : 0)
            | (inclusive ? INCLUSIVE : 0)
            | (sorted ? SORTED : 0);
    out.put(VERSION).put((byte) flags).putInt(tableId).putInt(keyspaceId);
    out.putLong(fingerprint).putLong(skip);
    if (timestamp != LATEST) {
      out.putLong(timestamp);
    }
    out.putShort((short) keyBytes);
    if (key != null) {
      out.put(key);
    }
    out.putInt(checksum(out.array(), out.position()));
    return out.array();
  }

  /**
   * Reads the bytes of a continuation.
   *
   * @param bytes all of them
   * @return what they hold
   * @throws ContinuationException when they are damaged, or of another version
   */
  public static ScanPosition decode(byte[] bytes) {
    int end = bytes.length - CHECKSUM_BYTES;
    if (end < 1) {
      throw damaged("length");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt(end) != checksum(bytes, end)) {
      throw damaged("checksum");
    }
    int version = in.get() & 0xFF;
    if (version != VERSION) {
      throw new ContinuationException(
          "The continuation is of a version that is not known here.",
          "reason",
          "version",
          "version",
          version,
          "known",
          VERSION);
    }
    if (end < FIXED_BYTES) {
      throw damaged("length");
    }
    int flags = in.get();
    boolean pinned = (flags & PINNED) != 0;
    int keyAt = FIXED_BYTES + (pinned ? Long.BYTES : 0);
    if ((flags & ~KNOWN_FLAGS) != 0 || end < keyAt) {
      throw damaged("flags");
    }
    int tableId = in.getInt();
    int keyspaceId = in.getInt();
    long fingerprint = in.getLong();
    long skip = in.getLong();
    long timestamp = pinned ? in.getLong() : LATEST;
    byte[] key = new byte[in.getShort() & 0xFFFF];
    boolean start = (flags & START) != 0;
    if (key.length != end - keyAt
        || key.length > MAX_KEY_BYTES
        || (start && key.length != 0)
        || skip < 0
        || timestamp < LATEST) {
      throw damaged("fields");
    }
    in.get(key);
    return new ScanPosition(
        tableId,
        keyspaceId,
        (flags & SORTED) != 0,
        (flags & BACKWARD) != 0,
        (flags & PREVIOUS) != 0,
        (flags & INCLUSIVE) != 0,
        fingerprint,
        skip,
        timestamp,
        start ? null : key);
  }

  /**
   * The same statement at another key.
   *
   * @param other the key
   * @return another position
   */
  public ScanPosition at(byte[] other) {
    return new ScanPosition(
        tableId,
        keyspaceId,
        sorted,
        backward,
        previous,
        inclusive,
        fingerprint,
        skip,
        timestamp,
        other);
  }

  /**
   * The same place, looking the other way: from a row of a page to the page before it.
   *
   * @param withKey whether the key itself is to be read then
   * @return another position
   */
  public ScanPosition turned(boolean withKey) {
    return new ScanPosition(
        tableId, keyspaceId, sorted, !backward, !previous, withKey, fingerprint, 0, timestamp, key);
  }

  /**
   * The timestamp that it is pinned to.
   *
   * @return empty for {@link #LATEST}
   */
  public OptionalLong pinnedTo() {
    return timestamp == LATEST ? OptionalLong.empty() : OptionalLong.of(timestamp);
  }

  /**
   * Checks that the position was taken from the statement that is to go on.
   *
   * @param statement where that statement stands before its first entry
   * @throws ContinuationException when it was not
   */
  public void requireOf(ScanPosition statement) {
    require(tableId == statement.tableId, "table", tableId, statement.tableId);
    require(fingerprint == statement.fingerprint, "statement", fingerprint, statement.fingerprint);
    require(sorted == statement.sorted, "sort", sorted, statement.sorted);
    require(keyspaceId == statement.keyspaceId, "key", keyspaceId, statement.keyspaceId);
    require(backward == statement.backward, "direction", backward, statement.backward);
    require(previous == statement.previous, "direction", previous, statement.previous);
  }

  private static void require(boolean same, String reason, Object found, Object expected) {
    if (!same) {
      throw new ContinuationException(
          "The continuation was taken from another statement.",
          "reason",
          reason,
          "found",
          found instanceof Long hash ? Long.toHexString(hash) : found,
          "expected",
          expected instanceof Long hash ? Long.toHexString(hash) : expected);
    }
  }

  private static ContinuationException damaged(String part) {
    return new ContinuationException(
        "The continuation is damaged.", "reason", "damaged", "part", part);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
