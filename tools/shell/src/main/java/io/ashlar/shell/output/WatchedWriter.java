package io.ashlar.shell.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Writes to a print writer, which tells of failures only when it is asked, and asks it each few
 * thousand characters: a query of millions of rows ends soon after its reader.
 */
final class WatchedWriter extends Writer {

  private static final int ASK_EVERY = 1 << 15;

  private final PrintWriter out;
  private int unasked;

  WatchedWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.write(text, offset, length);
    written(length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(text, offset, length);
    written(length);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(c);
    written(1);
  }

  private void written(int length) throws IOException {
    unasked += length;
    if (unasked >= ASK_EVERY) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    unasked = 0;
    if (out.checkError()) {
      throw new OutputGoneException(true);
    }
  }

  /** Flushes; the print writer is another's. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
