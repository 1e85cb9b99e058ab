package io.ashlar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/** Remembers why standard output failed, which a print writer does not tell. */
final class WatchedOutput extends Writer {

  private final Writer target;
  private IOException failure;

  WatchedOutput(Writer target) {
    this.target = target;
  }

  /**
   * Whether whoever read the output has gone, as {@code head} does: no failure of anything. Systems
   * tell it in words alone.
   */
  boolean isBrokenPipe() {
    return failure != null
        && failure.getMessage() != null
        && failure.getMessage().toLowerCase(Locale.ROOT).contains("pipe");
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    try {
      target.write(text, offset, length);
    } catch (IOException e) {
      throw noted(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      target.flush();
    } catch (IOException e) {
      throw noted(e);
    }
    if (target instanceof PrintWriter silent && silent.checkError()) {
      throw noted(new IOException("The output could not be written."));
    }
  }

  private IOException noted(IOException e) {
    failure = failure == null ? e : failure;
    return e;
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
