package io.ashlar.workbench;

import java.io.PrintWriter;

/**
 * One line on a terminal that says what is going on and is wiped at the end; silent elsewhere, so
 * that a pipe or a log never sees it.
 *
 * <p>Whether standard error is a terminal is told by the launcher in the system property {@code
 * ashlar.terminal}: {@link System#console()} says nothing about standard error, and from JDK 22 on
 * it is there without a terminal too.
 */
public final class Progress {

  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final boolean shown;

  /**
   * Shows progress where the launcher has seen a terminal.
   *
   * @param terminal standard error
   */
  public Progress(PrintWriter terminal) {
    this(terminal, Boolean.getBoolean("ashlar.terminal"));
  }

  Progress(PrintWriter terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
  }

  /**
   * Replaces the line.
   *
   * @param line what is going on, shorter than a terminal is wide
   */
  public void show(String line) {
    if (shown) {
      terminal.print(WIPE + line);
      terminal.flush();
    }
  }

  /** Wipes the line. */
  public void clear() {
    show("");
  }
}
