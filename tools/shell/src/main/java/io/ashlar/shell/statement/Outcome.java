package io.ashlar.shell.statement;

/** How a statement or command went. */
public enum Outcome {
  /** As it should. */
  DONE,
  /** It failed, and that was told. */
  FAILED,
  /** Nothing more is to be run: that was asked for. */
  QUIT,
  /** Nothing more is to be run: nobody takes results any more. */
  OUTPUT_GONE;

  /**
   * Whether nothing more is to be run.
   *
   * @return true for the last two
   */
  public boolean ends() {
    return this == QUIT || this == OUTPUT_GONE;
  }
}
