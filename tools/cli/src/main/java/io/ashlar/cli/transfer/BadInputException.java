package io.ashlar.cli.transfer;

import java.io.IOException;
import java.io.Serial;

/** A record of a file that cannot be a row: says where it stands and why. */
final class BadInputException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  BadInputException(String file, long line, String column, String why) {
    super(file + ", line " + line + (column == null ? "" : ", column " + column) + ": " + why);
  }
}
