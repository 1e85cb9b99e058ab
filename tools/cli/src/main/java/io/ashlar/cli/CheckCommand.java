package io.ashlar.cli;

import io.ashlar.check.CheckReport;
import io.ashlar.check.HistoryChecker;
import io.ashlar.check.Model;
import io.ashlar.check.history.BadHistoryException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar check}. Exits with 1 when the history does not keep to the model. */
@Command(name = "check", description = "Checks which isolation a recorded history had.")
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A history: one JSON object for each event.")
  private Path file;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "strict-serializable",
      description =
          "strict-serializable, serializable, strong-snapshot-isolation, snapshot-isolation or"
              + " read-committed; default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  CheckCommand() {}

  @Override
  public Integer call() {
    Model asked = modelNamed();
    try {
      CheckReport report = HistoryChecker.check(file, asked);
      spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
      return report.valid() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (BadHistoryException e) {
      spec.commandLine().getErr().println("ashlar: " + file + " is no history: " + e.getMessage());
    } catch (NoSuchFileException e) {
      spec.commandLine().getErr().println("ashlar: there is no file " + file);
    } catch (IOException e) {
      spec.commandLine().getErr().println("ashlar: cannot read " + file + ": " + e.getMessage());
    }
    return ExitCode.USAGE;
  }

  private Model modelNamed() {
    for (Model each : Model.values()) {
      if (each.toString().equals(model.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new ParameterException(spec.commandLine(), "unknown model " + model);
  }
}
