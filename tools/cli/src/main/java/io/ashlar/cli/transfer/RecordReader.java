package io.ashlar.cli.transfer;

import io.ashlar.load.LoadRow;
import java.io.IOException;

/** Reads the records of one file into rows. One owner. */
interface RecordReader extends AutoCloseable {

  /**
   * Sets the columns of the next record.
   *
   * @param row takes them
   * @return false at the end of the file
   * @throws BadInputException when the record cannot be a row; the next one can be read
   * @throws IOException when the file cannot be read any more
   */
  boolean next(LoadRow row) throws IOException;

  @Override
  void close() throws IOException;
}
