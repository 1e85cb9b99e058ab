package io.ashlar.rows.analyze;

import io.ashlar.error.CorruptionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics as bytes; the package documentation gives the format. Decoding is strict: everything
 * that encoding would not have written is a {@link CorruptionException}.
 */
public final class StatisticsFormat {

  /** Stored on disk. */
  private static final int VERSION = 1;

  private StatisticsFormat() {}

  /**
   * Encodes.
   *
   * @param rows rows now
   * @param analyzed the last analysis, or null
   * @return the payload
   */
  public static byte[] encode(long rows, TableStatistics analyzed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(rows);
      out.writeBoolean(analyzed != null);
      if (analyzed != null) {
        out.writeLong(analyzed.rows());
        out.writeLong(analyzed.rowBytes());
        out.writeShort(analyzed.keys().size());
        for (KeyStatistics key : analyzed.keys()) {
          write(out, key);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, KeyStatistics key) throws IOException {
    out.writeInt(key.keyspaceId());
    out.writeLong(key.entries());
    out.writeLong(key.bytes());
    out.writeByte(key.columns());
    for (int i = 0; i < key.columns(); i++) {
      out.writeLong(key.distinct(i + 1));
      out.writeLong(key.nulls(i));
    }
    out.writeShort(key.boundaries().length);
    for (byte[] boundary : key.boundaries()) {
      out.writeByte(boundary.length);
      out.write(boundary);
    }
  }

  /**
   * Decodes into the statistics of a table.
   *
   * @param tableId the table, for messages
   * @param payload the payload
   * @param into receives them; not changed when the payload is damaged
   * @throws CorruptionException when it was not written by {@link #encode}
   */
  public static void decode(int tableId, byte[] payload, LiveStatistics into) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      expect(in.readUnsignedByte() == VERSION, "version");
      long rows = count(in);
      int analyzed = in.readUnsignedByte();
      expect(analyzed <= 1, "boolean");
      TableStatistics statistics = analyzed == 0 ? null : readAnalysis(in);
      expect(in.available() == 0, "end");
      into.set(rows, statistics);
    } catch (IOException e) {
      throw new CorruptionException(
          e, "The statistics of a table in the catalog are damaged.", "tableId", tableId);
    }
  }

  private static TableStatistics readAnalysis(DataInputStream in) throws IOException {
    long rows = count(in);
    long rowBytes = count(in);
    int count = in.readUnsignedShort();
    List<KeyStatistics> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(readKey(in));
    }
    return new TableStatistics(rows, rowBytes, keys);
  }

  private static KeyStatistics readKey(DataInputStream in) throws IOException {
    int keyspaceId = in.readInt();
    long entries = count(in);
    long bytes = count(in);
    int columns = in.readUnsignedByte();
    expect(columns > 0, "columns");
    long[] distinct = new long[columns];
    long[] nulls = new long[columns];
    for (int i = 0; i < columns; i++) {
      distinct[i] = count(in);
      nulls[i] = count(in);
      expect(distinct[i] <= entries && nulls[i] <= entries, "count");
      expect(i == 0 || distinct[i] >= distinct[i - 1], "prefixes");
    }
    int count = in.readUnsignedShort();
    expect(count <= KeyStatistics.MAX_BUCKETS + 1 && count != 1, "boundaries");
    byte[][] boundaries = new byte[count][];
    for (int i = 0; i < count; i++) {
      boundaries[i] = new byte[in.readUnsignedByte()];
      expect(boundaries[i].length <= KeyStatistics.BOUNDARY_BYTES, "boundary");
      in.readFully(boundaries[i]);
      expect(i == 0 || Arrays.compareUnsigned(boundaries[i - 1], boundaries[i]) <= 0, "order");
    }
    return new KeyStatistics(keyspaceId, entries, bytes, distinct, nulls, boundaries);
  }

  private static long count(DataInputStream in) throws IOException {
    long count = in.readLong();
    expect(count >= 0, "count");
    return count;
  }

  private static void expect(boolean condition, String what) throws IOException {
    if (!condition) {
      throw new IOException("unexpected " + what);
    }
  }
}
