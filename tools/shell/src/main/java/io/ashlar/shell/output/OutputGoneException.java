package io.ashlar.shell.output;

import java.io.IOException;
import java.io.Serial;

/** Whoever took the results takes no more of them: a pipe or a pager was closed. */
public final class OutputGoneException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean forGood;

  /**
   * Of an output.
   *
   * @param forGood true for standard output; false for a pager, after which there is another
   */
  public OutputGoneException(boolean forGood) {
    super("The output was closed.");
    this.forGood = forGood;
  }

  /**
   * Whether nothing can be written any more.
   *
   * @return false when only the results of one statement have nowhere to go
   */
  public boolean isForGood() {
    return forGood;
  }
}
