package io.ashlar.shell.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** A file that stays open from one result to the next. */
final class KeptOpenWriter extends FilterWriter {

  KeptOpenWriter(Writer file) {
    super(file);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
