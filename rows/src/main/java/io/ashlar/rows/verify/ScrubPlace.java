package io.ashlar.rows.verify;

import io.ashlar.error.IllegalUseException;
import java.util.HexFormat;

/**
 * Where a check is: tables in the order of their ids, of each the rows and then the indexes in the
 * order of theirs. As text it is what users keep to go on later.
 *
 * @param tableId the table
 * @param indexId the index, 0 for rows
 * @param key the last key that was checked, keyspace id included; empty at the beginning
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScrubPlace(int tableId, int indexId, byte[] key) {

  private static final byte[] NONE = new byte[0];
  private static final String SEPARATOR = "-";
  private static final int PARTS = 3;

  static final ScrubPlace START = new ScrubPlace(0, 0, NONE);

  static ScrubPlace parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    try {
      String[] parts = text.split(SEPARATOR, -1);
      if (parts.length == PARTS) {
        return new ScrubPlace(
            Integer.parseUnsignedInt(parts[0]),
            Integer.parseUnsignedInt(parts[1]),
            HexFormat.of().parseHex(parts[2]));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalUseException(e, "The text is not a position of a check.", "position", text);
    }
    throw new IllegalUseException("The text is not a position of a check.", "position", text);
  }

  /** The beginning of what comes after the table, its indexes included. */
  ScrubPlace afterTable() {
    return new ScrubPlace(tableId + 1, 0, NONE);
  }

  /** The beginning of what comes after the rows, or after the index. */
  ScrubPlace afterPart() {
    return new ScrubPlace(tableId, indexId + 1, NONE);
  }

  ScrubPlace at(int table, int index, byte[] last) {
    return new ScrubPlace(table, index, last);
  }

  @Override
  public String toString() {
    return tableId + SEPARATOR + indexId + SEPARATOR + HexFormat.of().formatHex(key);
  }
}
