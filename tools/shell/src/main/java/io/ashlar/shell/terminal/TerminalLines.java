package io.ashlar.shell.terminal;

import io.ashlar.Database;
import io.ashlar.shell.input.LineSource;
import io.ashlar.shell.input.PromptState;
import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** What somebody types on a terminal: a command, or whole statements, at a time. */
public final class TerminalLines implements LineSource {

  private final LineReader reader;

  private TerminalLines(LineReader reader) {
    this.reader = reader;
  }

  /**
   * On a terminal.
   *
   * @param terminal the terminal
   * @param database whose names are completed
   * @param history the file of what was typed; null for none. Where it cannot be had, which is
   *     told, there is none either
   * @return the lines
   */
  public static TerminalLines on(Terminal terminal, Database database, Path history) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .appName("ashlar")
            .terminal(terminal)
            .parser(new TypedText())
            .completer(new WordCompleter(database))
            // An exclamation mark is an operator.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.INSERT_TAB, false)
            // A name that begins with a blank would not be kept.
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P -> ");
    if (history != null) {
      try {
        HistoryFile.prepare(history);
        builder.variable(LineReader.HISTORY_FILE, history);
      } catch (IOException e) {
        terminal.writer().println("ashlar: there is no history: " + e);
      }
    }
    return new TerminalLines(builder.build());
  }

  @Override
  public String next(PromptState state) throws IOException {
    while (true) {
      try {
        return reader.readLine(prompt(state)) + "\n";
      } catch (UserInterruptException e) {
        // Ctrl-C gives up what was typed, and nothing else.
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  private static String prompt(PromptState state) {
    return switch (state) {
      case IDLE -> "ashlar> ";
      case IN_TRANSACTION -> "ashlar*> ";
      case FAILED -> "ashlar!> ";
    };
  }

  @Override
  public String name() {
    return "";
  }

  @Override
  public boolean isInteractive() {
    return true;
  }
}
