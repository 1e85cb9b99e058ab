package io.ashlar.cli;

import io.ashlar.shell.Shell;
import io.ashlar.shell.ShellOptions;
import io.ashlar.shell.format.OutputFormat;
import io.ashlar.shell.input.ShellInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar sql}. */
@Command(
    name = "sql",
    description =
        "Runs SQL against a database: statements from the command line, a file or standard input, or"
            + " typed on a terminal. Exits with 1 when one fails.")
final class SqlCommand implements Callable<Integer> {

  private static final String HISTORY = ".ashlar_history";

  /** One of those that run in the order in which they are given. */
  static final class Input {

    @Option(
        names = {"-c", "--command"},
        paramLabel = "SQL",
        description = "Run these statements, or one command with a backslash; repeatable.")
    private String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "Run the statements of this file; - is standard input; repeatable.")
    private Path file;

    Input() {}

    ShellInput toInput() {
      return file == null ? new ShellInput.Text(text) : new ShellInput.File(file);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR [SQL...]",
      arity = "0..*",
      description =
          "The directory of the database, and statements to run behind those of -c and -f. With"
              + " --mem all are statements.")
  private List<String> words = List.of();

  @ArgGroup(multiplicity = "0..*")
  private final List<Input> inputs = new ArrayList<>();

  @Option(names = "--mem", description = "Use a new database in memory instead of a directory.")
  private boolean inMemory;

  @Option(names = "--create", description = "Make the database when the directory holds none.")
  private boolean create;

  @Option(names = "--read-only", description = "Open the database for reading alone.")
  private boolean readOnly;

  @Option(names = "--csv", description = "Print rows as CSV under a line of names.")
  private boolean csv;

  @Option(names = "--json", description = "Print each row as a JSON object on a line of its own.")
  private boolean json;

  @Option(names = "--keep-going", description = "Go on behind a statement that fails.")
  private boolean keepGoing;

  @Option(
      names = "--no-history",
      description = "On a terminal: neither read nor write ~/" + HISTORY + ".")
  private boolean noHistory;

  @Option(names = "--no-pager", description = "On a terminal: show long results at once.")
  private boolean noPager;

  SqlCommand() {}

  @Override
  public Integer call() {
    refuse(inMemory && (create || readOnly), "--mem goes with neither --create nor --read-only");
    refuse(create && readOnly, "--create and --read-only do not go together");
    refuse(csv && json, "--csv and --json do not go together");
    refuse(!inMemory && words.isEmpty(), "the directory of a database, or --mem, is missing");
    refuse(!inMemory && words.get(0).isEmpty(), "DIR must not be empty");
    List<ShellInput> given = new ArrayList<>();
    inputs.forEach(input -> given.add(input.toInput()));
    words.stream().skip(inMemory ? 0 : 1).map(ShellInput.Text::new).forEach(given::add);
    OutputFormat format = csv ? OutputFormat.CSV : json ? OutputFormat.JSON : OutputFormat.ALIGNED;
    ShellOptions options =
        new ShellOptions(
            inMemory ? null : Path.of(words.get(0)),
            create,
            readOnly,
            format,
            keepGoing,
            given,
            noHistory ? null : Path.of(System.getProperty("user.home"), HISTORY),
            !noPager);
    return Shell.run(options, System.in, spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), why);
    }
  }
}
