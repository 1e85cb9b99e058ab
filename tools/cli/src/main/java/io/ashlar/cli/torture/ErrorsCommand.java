package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.errors.ErrorsOptions;
import io.ashlar.torture.errors.ErrorsTorture;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture errors}. */
@Command(
    name = "errors",
    description = "Lets threads run out of stack or memory in the midst of calls.")
final class ErrorsCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 100_000;
  private static final int MAX_MILLIS = 600_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "40",
      description = "How many JVMs; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "3000",
      description = "How long each works; default: ${DEFAULT-VALUE}.")
  private int millis;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Begin no round after so many seconds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the work and the places; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the stores in a temporary directory inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  ErrorsCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--millis", millis, 1, MAX_MILLIS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    ErrorsOptions options =
        new ErrorsOptions(OptionValues.seedOr(seed), rounds, millis, seconds, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new ErrorsTorture(options, progress).run(), json);
  }
}
