package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;

/** Reads streams that are given as values. */
public final class Streams {

  /** Takes all that a stream has. */
  public static final long ALL = -1;

  private static final int CHUNK = 8192;

  private Streams() {}

  /**
   * Reads bytes.
   *
   * @param stream from which they come; not closed
   * @param length how many there must be, or {@link #ALL}
   * @return the bytes
   * @throws SQLException when it fails or has fewer
   */
  public static byte[] bytes(InputStream stream, long length) throws SQLException {
    checkLength(length);
    try {
      byte[] bytes = length == ALL ? stream.readAllBytes() : stream.readNBytes((int) length);
      checkRead(bytes.length, length);
      return bytes;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Reads a text.
   *
   * @param reader from which it comes; not closed
   * @param length how many characters there must be, or {@link #ALL}
   * @return the text
   * @throws SQLException when it fails or has fewer
   */
  public static String text(Reader reader, long length) throws SQLException {
    checkLength(length);
    StringWriter text = new StringWriter();
    char[] chunk = new char[CHUNK];
    long left = length == ALL ? Long.MAX_VALUE : length;
    try {
      while (left > 0) {
        int read = reader.read(chunk, 0, (int) Math.min(left, CHUNK));
        if (read < 0) {
          break;
        }
        text.write(chunk, 0, read);
        left -= read;
      }
    } catch (IOException e) {
      throw failed(e);
    }
    checkRead(text.getBuffer().length(), length);
    return text.toString();
  }

  private static void checkLength(long length) throws SQLException {
    if (length < ALL || length > Integer.MAX_VALUE) {
      throw SqlStates.argument("length", length);
    }
  }

  private static void checkRead(long read, long length) throws SQLException {
    if (length != ALL && read != length) {
      throw SqlStates.failure(
          SqlStates.INVALID_ARGUMENT,
          "The stream is shorter than was said.",
          "length",
          length,
          "read",
          read);
    }
  }

  private static SQLException failed(IOException e) {
    SQLException failure =
        SqlStates.failure(SqlStates.INVALID_ARGUMENT, "The stream of a value cannot be read.");
    failure.initCause(e);
    return failure;
  }
}
