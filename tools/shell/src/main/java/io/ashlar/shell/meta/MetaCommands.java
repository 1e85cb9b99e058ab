package io.ashlar.shell.meta;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.shell.format.CellText;
import io.ashlar.shell.format.ListedRows;
import io.ashlar.shell.format.OutputFormat;
import io.ashlar.shell.input.SourceStatement;
import io.ashlar.shell.output.FailureText;
import io.ashlar.shell.output.Output;
import io.ashlar.shell.output.OutputGoneException;
import io.ashlar.shell.statement.Outcome;
import io.ashlar.shell.statement.Settings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs commands that begin with a backslash. */
public final class MetaCommands {

  /** All commands, for completion. */
  public static final List<String> NAMES =
      List.of(
          "\\?",
          "\\d",
          "\\di",
          "\\ds",
          "\\dt",
          "\\dv",
          "\\i",
          "\\o",
          "\\pager",
          "\\q",
          "\\timing",
          "\\x");

  private static final List<String> HELP =
      List.of(
          "\\d              lists tables, views and sequences",
          "\\d NAME         describes a table or a view",
          "\\dt \\di \\ds \\dv  lists tables, indexes, sequences, views",
          "\\i FILE         runs the statements of a file",
          "\\o [FILE]       sends results to a file; without one, back to the terminal",
          "\\x [on|off]     shows each value on a line of its own",
          "\\timing [on|off]  tells how long each statement takes",
          "\\pager [on|off]  shows long results page by page, on a terminal",
          "\\?              shows this",
          "\\q              ends the shell",
          "All else is SQL and ends with a semicolon.");

  private final Database database;
  private final Settings settings;
  private final Output output;
  private final Function<Path, Outcome> scripts;
  private final Pager pager;

  /** Switches the pager. */
  public interface Pager {

    /**
     * Whether results are paged.
     *
     * @return whether they are
     */
    boolean isOn();

    /**
     * Says whether results are paged.
     *
     * @param on whether they are
     * @return false where there is no terminal
     */
    boolean set(boolean on);
  }

  /**
   * For a store.
   *
   * @param database the store
   * @param settings what commands change
   * @param output where results go
   * @param scripts runs a file
   * @param pager switches the pager
   */
  public MetaCommands(
      Database database,
      Settings settings,
      Output output,
      Function<Path, Outcome> scripts,
      Pager pager) {
    this.database = database;
    this.settings = settings;
    this.output = output;
    this.scripts = scripts;
    this.pager = pager;
  }

  /**
   * Whether a line is a command and no statement.
   *
   * @param line a line where no statement has begun
   * @return true when it begins with a backslash
   */
  public static boolean isCommand(String line) {
    return line.stripLeading().startsWith("\\");
  }

  /**
   * Runs a command. Its failure is told.
   *
   * @param line the command
   * @param number the number of the line in its source
   * @param source the name of its file; empty for none
   * @return how it went
   */
  public Outcome run(String line, int number, String source) {
    try {
      CommandWords words = CommandWords.of(line);
      words.atMost(1);
      return run(words);
    } catch (OutputGoneException e) {
      return e.isForGood() ? Outcome.OUTPUT_GONE : Outcome.DONE;
    } catch (IOException e) {
      output.fail(FailureText.of("The output could not be written: " + reason(e)));
    } catch (AshlarException e) {
      output.fail(FailureText.of(e, new SourceStatement(line, number), source));
    }
    return Outcome.FAILED;
  }

  /** The name of the class says what the message, which is but a path, leaves open. */
  private static String reason(IOException failure) {
    return failure.getClass().getSimpleName() + " " + failure.getMessage();
  }

  private Outcome run(CommandWords words) throws IOException {
    switch (words.name()) {
      case "\\d" -> describe(words);
      case "\\dt" -> list(words, new SchemaLists(database).tables());
      case "\\di" -> list(words, new SchemaLists(database).indexes());
      case "\\ds" -> list(words, new SchemaLists(database).sequences());
      case "\\dv" -> list(words, new SchemaLists(database).views());
      case "\\x" -> expand(words);
      case "\\timing" -> {
        settings.setTimed(isOn(words, !settings.isTimed()));
        output.say("Timing is " + (settings.isTimed() ? "on." : "off."));
      }
      case "\\pager" -> page(words);
      case "\\o" ->
          output.redirect(
              words.arguments().isEmpty() ? null : Path.of(words.arguments().get(0).text()));
      case "\\i" -> {
        if (words.arguments().isEmpty()) {
          throw new IllegalUseException("The command needs a file.", "command", words.name());
        }
        return scripts.apply(Path.of(words.arguments().get(0).text()));
      }
      case "\\?" -> help(words);
      case "\\q" -> {
        words.atMost(0);
        return Outcome.QUIT;
      }
      default ->
          throw new IllegalUseException(
              "There is no such command; \\? lists them.", "command", words.name());
    }
    return Outcome.DONE;
  }

  private void describe(CommandWords words) throws IOException {
    if (words.arguments().isEmpty()) {
      show(new SchemaLists(database).all());
      return;
    }
    CommandWords.Argument name = words.arguments().get(0);
    Optional<ViewDescription> view = ViewDescription.find(database, name);
    if (view.isPresent()) {
      describe(view.get().columns(), view.get().lines());
    } else {
      TableDescription table = TableDescription.of(database, name);
      describe(table.columns(), table.lines());
    }
  }

  private void describe(ListedRows columns, List<String> lines) throws IOException {
    show(columns);
    if (settings.format().isForPeople()) {
      for (String line : lines) {
        output.say(CellText.visible(line));
      }
    }
  }

  private void list(CommandWords words, ListedRows rows) throws IOException {
    words.atMost(0);
    show(rows);
  }

  private void show(ListedRows rows) throws IOException {
    try (Writer out = output.result()) {
      settings.format().rows().write(rows, out);
    }
  }

  private void expand(CommandWords words) throws IOException {
    if (!settings.format().isForPeople()) {
      throw new IllegalUseException(
          "CSV and JSON are not expanded.", "format", settings.format().name());
    }
    boolean on = isOn(words, settings.format() == OutputFormat.ALIGNED);
    settings.setFormat(on ? OutputFormat.EXPANDED : OutputFormat.ALIGNED);
    output.say("Expanded output is " + (on ? "on." : "off."));
  }

  private void page(CommandWords words) throws IOException {
    boolean on = isOn(words, !pager.isOn());
    if (!pager.set(on)) {
      throw new IllegalUseException("Only results on a terminal are paged.");
    }
    output.say("The pager is " + (on ? "on." : "off."));
  }

  private static boolean isOn(CommandWords words, boolean toggled) {
    if (words.arguments().isEmpty()) {
      return toggled;
    }
    String word = words.arguments().get(0).text();
    if (!word.equals("on") && !word.equals("off")) {
      throw new IllegalUseException(
          "The command takes on, off or nothing.", "command", words.name(), "argument", word);
    }
    return word.equals("on");
  }

  private void help(CommandWords words) throws IOException {
    words.atMost(0);
    for (String line : HELP) {
      output.say(line);
    }
  }
}
