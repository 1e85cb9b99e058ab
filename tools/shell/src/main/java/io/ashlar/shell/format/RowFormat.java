package io.ashlar.shell.format;

import java.io.IOException;
import java.io.Writer;

/** One way to show rows. */
public interface RowFormat {

  /**
   * Writes all rows.
   *
   * @param rows the rows
   * @param out receives them
   * @return how many there were
   * @throws IOException when they cannot be written
   */
  long write(Rows rows, Writer out) throws IOException;
}
