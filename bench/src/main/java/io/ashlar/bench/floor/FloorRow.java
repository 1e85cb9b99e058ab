package io.ashlar.bench.floor;

import java.nio.ByteBuffer;

/**
 * The bytes of the measured table, by the format that the library documents, for the hand-written
 * side: a long key, two longs and a text, an index on the first long.
 */
final class FloorRow {

  /** Keyspace id, marker, key. */
  static final int KEY_BYTES = 4 + 1 + 8;

  /** Keyspace id, marker and region, marker and key. */
  static final int ENTRY_KEY_BYTES = 4 + 1 + 8 + 1 + 8;

  /** Format, stamp, layout version; no columns. */
  static final int ENTRY_VALUE_BYTES = 1 + 8 + 2;

  /** After format, stamp, layout version and one byte of null bits. */
  static final int REGION_OFFSET = 12;

  static final int AMOUNT_OFFSET = 20;

  private static final int ID_OFFSET = 5;
  private static final int ENTRY_REGION_OFFSET = 5;
  private static final int ENTRY_ID_OFFSET = 14;

  private FloorRow() {}

  /** Puts the id into a key that is otherwise complete. */
  static void id(ByteBuffer key, long id) {
    key.putLong(ID_OFFSET, id ^ Long.MIN_VALUE);
  }

  /** Puts region and id into the key of an entry that is otherwise complete. */
  static void entry(ByteBuffer key, long region, long id) {
    key.putLong(ENTRY_REGION_OFFSET, region ^ Long.MIN_VALUE);
    key.putLong(ENTRY_ID_OFFSET, id ^ Long.MIN_VALUE);
  }
}
