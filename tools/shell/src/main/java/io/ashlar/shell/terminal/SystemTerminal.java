package io.ashlar.shell.terminal;

import java.io.IOException;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that the process was started on. */
public final class SystemTerminal {

  private SystemTerminal() {}

  /**
   * Opens it.
   *
   * @return the terminal, to be closed by the caller; empty when standard input or output is none
   */
  public static Optional<Terminal> open() {
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .name("ashlar")
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .build());
    } catch (IOException | IllegalStateException e) {
      // So JLine tells that there is none.
      return Optional.empty();
    }
  }
}
