package io.ashlar.codec.row;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The fixed beginning of every row, and its limits. All constants are stored on disk. */
public final class RowFormat {

  /** The format byte of every row. */
  public static final byte FORMAT = 1;

  /** Where the format byte is. */
  public static final int FORMAT_OFFSET = 0;

  /** Where the commit timestamp is: 8 bytes, little-endian. */
  public static final int STAMP_OFFSET = 1;

  /** Where the layout version is: 2 bytes, unsigned, little-endian. */
  public static final int VERSION_OFFSET = 9;

  /** Where the null bits start. */
  public static final int NULLS_OFFSET = 11;

  /** The longest row in bytes: 16 MiB. */
  public static final int MAX_ROW_BYTES = 16 * 1024 * 1024;

  /** The greatest layout version. */
  public static final int MAX_VERSION = 0xFFFF;

  /** Everything in a row is little-endian. */
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Bytes of one entry in the table of ends. */
  static final int END_BYTES = Integer.BYTES;

  /** Bytes of the scale in front of a decimal's unscaled value. */
  static final int SCALE_BYTES = Integer.BYTES;

  private RowFormat() {}

  /**
   * Writes the commit timestamp into a finished row. Does not allocate.
   *
   * @param buffer holds the row
   * @param offset the first byte of the row
   * @param timestamp the commit timestamp
   */
  public static void stamp(MutableDirectBuffer buffer, int offset, long timestamp) {
    buffer.putLong(offset + STAMP_OFFSET, timestamp, ORDER);
  }

  /**
   * Reads the commit timestamp of a row. Does not allocate.
   *
   * @param buffer holds the row, at least {@link #NULLS_OFFSET} bytes of it
   * @param offset the first byte of the row
   * @return the commit timestamp; 0 when the row has not been committed
   */
  public static long stampOf(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + STAMP_OFFSET, ORDER);
  }
}
