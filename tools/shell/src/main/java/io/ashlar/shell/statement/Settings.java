package io.ashlar.shell.statement;

import io.ashlar.shell.format.OutputFormat;

/** What can be changed while the shell runs. Confined to its thread. */
public final class Settings {

  private OutputFormat format;
  private boolean timed;

  /**
   * As the command line says.
   *
   * @param format how rows look
   */
  public Settings(OutputFormat format) {
    this.format = format;
  }

  /**
   * How rows look.
   *
   * @return the format
   */
  public OutputFormat format() {
    return format;
  }

  /**
   * Says how rows look.
   *
   * @param value the format
   */
  public void setFormat(OutputFormat value) {
    format = value;
  }

  /**
   * Whether the time of each statement is told.
   *
   * @return false at first
   */
  public boolean isTimed() {
    return timed;
  }

  /**
   * Says whether the time of each statement is told.
   *
   * @param value whether it is
   */
  public void setTimed(boolean value) {
    timed = value;
  }
}
