package io.ashlar.shell.terminal;

import io.ashlar.shell.meta.MetaCommands;
import io.ashlar.shell.output.Output;
import java.io.File;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;

/** Has results that are longer than the terminal shown page by page: by {@code $PAGER}, or less. */
public final class TerminalPager implements MetaCommands.Pager {

  private final Terminal terminal;
  private final Output output;
  private boolean on;

  private TerminalPager(Terminal terminal, Output output) {
    this.terminal = terminal;
    this.output = output;
  }

  /**
   * On a terminal.
   *
   * @param terminal the terminal
   * @param output whose results are paged
   * @param on whether they are at first
   * @return the pager
   */
  public static MetaCommands.Pager on(Terminal terminal, Output output, boolean on) {
    TerminalPager pager = new TerminalPager(terminal, output);
    pager.set(on);
    return pager;
  }

  /**
   * Where there is no terminal.
   *
   * @return a pager that cannot be switched on
   */
  public static MetaCommands.Pager none() {
    return new MetaCommands.Pager() {
      @Override
      public boolean isOn() {
        return false;
      }

      @Override
      public boolean set(boolean on) {
        return false;
      }
    };
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public boolean set(boolean value) {
    on = value;
    output.setPaging(on ? () -> new PagedWriter(terminal, command()) : null);
    return true;
  }

  /** The command that pages; empty for none. */
  private static Optional<String> command() {
    String asked = System.getenv("PAGER");
    if (asked != null) {
      return asked.isBlank() ? Optional.empty() : Optional.of(asked);
    }
    return Stream.of("less", "more").filter(TerminalPager::isThere).findFirst();
  }

  private static boolean isThere(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(path)
            .anyMatch(directory -> new File(directory, program).canExecute());
  }
}
