package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.corruption.CorruptionOptions;
import io.ashlar.torture.corruption.CorruptionTorture;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture corruption}. */
@Command(
    name = "corruption",
    description = "Damages each kind of file in copies of a closed and of a killed store.")
final class CorruptionCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 100_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Damages of each kind to each kind of file; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Stop after so many seconds, but not before each damage was done once; default: no"
              + " limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of work and places; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the stores in a temporary directory inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  CorruptionCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    CorruptionOptions options =
        new CorruptionOptions(OptionValues.seedOr(seed), rounds, seconds, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new CorruptionTorture(options, progress).run(), json);
  }
}
