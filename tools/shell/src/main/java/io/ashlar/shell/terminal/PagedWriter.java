package io.ashlar.shell.terminal;

import io.ashlar.shell.format.CellText;
import io.ashlar.shell.output.OutputGoneException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Terminal;

/**
 * One result on a terminal: kept as long as it fits on the screen, and handed to a pager, which is
 * started then, as soon as it does not.
 */
final class PagedWriter extends Writer {

  private final Terminal terminal;
  private final Optional<String> command;
  private final StringBuilder kept = new StringBuilder();
  private final int width;
  private final int height;

  /** Lines of the screen that what is kept takes. */
  private int lines;

  private int lineBegin;
  private Process process;
  private Writer target;

  PagedWriter(Terminal terminal, Optional<String> command) {
    this.terminal = terminal;
    this.command = command;
    this.width = terminal.getWidth();
    this.height = terminal.getHeight();
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    if (target == null) {
      kept.append(text, offset, length);
      count();
      if (lines >= height) {
        begin();
      }
      return;
    }
    try {
      target.write(text, offset, length);
    } catch (IOException e) {
      throw new OutputGoneException(false);
    }
    if (process == null && terminal.writer().checkError()) {
      throw new OutputGoneException(true);
    }
  }

  private void count() {
    int end = kept.indexOf("\n", lineBegin);
    while (end >= 0) {
      int columns = width > 0 ? CellText.width(kept.substring(lineBegin, end)) : 0;
      lines += 1 + (columns > 0 ? (columns - 1) / width : 0);
      lineBegin = end + 1;
      end = kept.indexOf("\n", lineBegin);
    }
  }

  private void begin() throws IOException {
    PrintWriter screen = terminal.writer();
    if (command.isEmpty() || height <= 0) {
      target = screen;
    } else {
      screen.flush();
      ProcessBuilder builder =
          new ProcessBuilder("sh", "-c", command.get())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      // Long lines are not folded, escapes are shown as they are, the screen stays.
      builder.environment().putIfAbsent("LESS", "SX");
      process = builder.start();
      target = process.outputWriter(StandardCharsets.UTF_8);
    }
    String before = kept.toString();
    kept.setLength(0);
    write(before);
  }

  @Override
  public void flush() {
    // The end of the result flushes.
  }

  @Override
  public void close() throws IOException {
    if (target == null) {
      terminal.writer().write(kept.toString());
      kept.setLength(0);
    }
    if (process != null) {
      try {
        target.close();
      } catch (IOException e) {
        target = Writer.nullWriter(); // The pager was left before the end.
      }
      awaitPager();
    }
    if (terminal.writer().checkError()) {
      throw new OutputGoneException(true);
    }
  }

  private void awaitPager() {
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
