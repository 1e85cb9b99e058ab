package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;

/** Bytes in memory. Belongs to one thread at a time. */
public final class HeldBlob implements Blob {

  private byte[] bytes;

  /**
   * Of bytes.
   *
   * @param bytes kept
   */
  public HeldBlob(byte[] bytes) {
    this.bytes = bytes;
  }

  private byte[] held() throws SQLException {
    if (bytes == null) {
      throw SqlStates.closed("blob");
    }
    return bytes;
  }

  /** The index of a position that counts from 1. */
  static int index(long position, long greatest) throws SQLException {
    if (position < 1 || position > greatest + 1) {
      throw SqlStates.argument("position", position);
    }
    return (int) position - 1;
  }

  @Override
  public long length() throws SQLException {
    return held().length;
  }

  @Override
  public byte[] getBytes(long pos, int length) throws SQLException {
    int from = index(pos, held().length);
    if (length < 0) {
      throw SqlStates.argument("length", length);
    }
    return Arrays.copyOfRange(bytes, from, from + Math.min(length, bytes.length - from));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(held());
  }

  @Override
  public InputStream getBinaryStream(long pos, long length) throws SQLException {
    int from = index(pos, held().length);
    if (length < 0 || from + length > bytes.length) {
      throw SqlStates.argument("length", length);
    }
    return new ByteArrayInputStream(bytes, from, (int) length);
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    int length = held().length;
    for (int i = index(start, length); i + pattern.length <= length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(pattern.getBytes(1, (int) pattern.length()), start);
  }

  @Override
  public int setBytes(long pos, byte[] given) throws SQLException {
    return setBytes(pos, given, 0, given.length);
  }

  @Override
  public int setBytes(long pos, byte[] given, int offset, int len) throws SQLException {
    int from = index(pos, held().length);
    if (offset < 0 || len < 0 || len > given.length - offset) {
      throw SqlStates.argument("length", len);
    }
    byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, from + len));
    System.arraycopy(given, offset, changed, from, len);
    bytes = changed;
    return len;
  }

  @Override
  public OutputStream setBinaryStream(long pos) throws SQLException {
    int from = index(pos, held().length);
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, from + count));
        System.arraycopy(buf, 0, changed, from, count);
        bytes = changed;
      }
    };
  }

  @Override
  public void truncate(long len) throws SQLException {
    bytes = Arrays.copyOf(held(), index(len + 1, held().length));
  }

  @Override
  public void free() {
    bytes = null;
  }
}
