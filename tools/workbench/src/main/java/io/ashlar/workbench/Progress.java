package io.ashlar.workbench;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * One line on a terminal that says what is going on and is wiped at the end; silent elsewhere, so
 * that a pipe or a log never sees it, unless lines for a log are asked for.
 *
 * <p>Whether standard error is a terminal is told by the launcher in the system property {@code
 * ashlar.terminal}: {@link System#console()} says nothing about standard error, and from JDK 22 on
 * it is there without a terminal too.
 */
public final class Progress {

  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final boolean shown;

  /** Between two lines of a log; 0 on a terminal. */
  private final long intervalNs;

  private long lastNs = System.nanoTime();

  /**
   * Shows progress where the launcher has seen a terminal.
   *
   * @param terminal standard error
   */
  public Progress(PrintWriter terminal) {
    this(terminal, Boolean.getBoolean("ashlar.terminal"));
  }

  Progress(PrintWriter terminal, boolean shown) {
    this(terminal, shown, 0);
  }

  private Progress(PrintWriter terminal, boolean shown, long intervalNs) {
    this.terminal = terminal;
    this.shown = shown;
    this.intervalNs = intervalNs;
  }

  /**
   * Writes lines that stay, for a run that somebody looks at later.
   *
   * @param log where to
   * @param interval at least so much between two lines
   * @return the progress
   */
  public static Progress lines(PrintWriter log, Duration interval) {
    return new Progress(log, true, interval.toNanos());
  }

  /**
   * Replaces the line; in a log it follows the others when it is time.
   *
   * @param line what is going on, shorter than a terminal is wide
   */
  public void show(String line) {
    if (intervalNs > 0) {
      if (System.nanoTime() - lastNs >= intervalNs) {
        lastNs = System.nanoTime();
        terminal.println(line);
        terminal.flush();
      }
    } else if (shown) {
      terminal.print(WIPE + line);
      terminal.flush();
    }
  }

  /**
   * Writes what should not be lost when the run is ended from outside, at once; into a log alone.
   *
   * @param text any number of lines
   */
  public void note(String text) {
    if (intervalNs > 0) {
      terminal.println(text);
      terminal.flush();
    }
  }

  /** Wipes the line of a terminal. */
  public void clear() {
    if (intervalNs == 0) {
      show("");
    }
  }
}
