package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;

/** A text in memory. Belongs to one thread at a time. */
public final class HeldClob implements NClob {

  private String text;

  /**
   * Of a text.
   *
   * @param text the text
   */
  public HeldClob(String text) {
    this.text = text;
  }

  private String held() throws SQLException {
    if (text == null) {
      throw SqlStates.closed("clob");
    }
    return text;
  }

  private void put(int from, String given) {
    int end = Math.min(text.length(), from + given.length());
    text = text.substring(0, from) + given + text.substring(end);
  }

  @Override
  public long length() throws SQLException {
    return held().length();
  }

  @Override
  public String getSubString(long pos, int length) throws SQLException {
    int from = HeldBlob.index(pos, held().length());
    if (length < 0) {
      throw SqlStates.argument("length", length);
    }
    return text.substring(from, from + Math.min(length, text.length() - from));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(held());
  }

  @Override
  public Reader getCharacterStream(long pos, long length) throws SQLException {
    int from = HeldBlob.index(pos, held().length());
    if (length < 0 || from + length > text.length()) {
      throw SqlStates.argument("length", length);
    }
    return new StringReader(text.substring(from, from + (int) length));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(held().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(String searched, long start) throws SQLException {
    int found = held().indexOf(searched, HeldBlob.index(start, text.length()));
    return found < 0 ? -1 : found + 1L;
  }

  @Override
  public long position(Clob searched, long start) throws SQLException {
    return position(searched.getSubString(1, (int) searched.length()), start);
  }

  @Override
  public int setString(long pos, String given) throws SQLException {
    return setString(pos, given, 0, given.length());
  }

  @Override
  public int setString(long pos, String given, int offset, int len) throws SQLException {
    int from = HeldBlob.index(pos, held().length());
    if (offset < 0 || len < 0 || len > given.length() - offset) {
      throw SqlStates.argument("length", len);
    }
    put(from, given.substring(offset, offset + len));
    return len;
  }

  @Override
  public OutputStream setAsciiStream(long pos) throws SQLException {
    int from = HeldBlob.index(pos, held().length());
    return new ByteArrayOutputStream() {
      @Override
      public void close() {
        put(from, toString(StandardCharsets.US_ASCII));
      }
    };
  }

  @Override
  public Writer setCharacterStream(long pos) throws SQLException {
    int from = HeldBlob.index(pos, held().length());
    return new StringWriter() {
      @Override
      public void close() {
        put(from, toString());
      }
    };
  }

  @Override
  public void truncate(long len) throws SQLException {
    text = held().substring(0, HeldBlob.index(len + 1, text.length()));
  }

  @Override
  public void free() {
    text = null;
  }
}
