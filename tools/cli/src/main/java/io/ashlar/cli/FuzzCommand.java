package io.ashlar.cli;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.fuzz.FuzzOptions;
import io.ashlar.fuzz.FuzzOutcome;
import io.ashlar.fuzz.Fuzzer;
import io.ashlar.fuzz.Reduction;
import io.ashlar.workbench.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ashlar fuzz}. Exits with 1 when the database and the model differ. */
@Command(
    name = "fuzz",
    description =
        "Runs random schemas and statements against a plain model and prints the few statements"
            + " that are needed where the two differ.")
final class FuzzCommand implements Callable<Integer> {

  private static final int MAX_STATEMENTS = 2_000_000_000;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_THREADS = 256;
  private static final int MAX_DIVERGENCES = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--statements",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Statements to run; default: ${DEFAULT-VALUE}.")
  private int statements;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Stop after so many seconds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Databases side by side; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--divergences",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stop when so many were found; default: ${DEFAULT-VALUE}.")
  private int divergences;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Run a script that was printed, and nothing else.")
  private Path replay;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the stores in temporary directories inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  FuzzCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--statements", statements, 1, MAX_STATEMENTS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--divergences", divergences, 1, MAX_DIVERGENCES);
    FuzzOutcome outcome = replay == null ? fuzz() : replayed();
    spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
    return outcome.exitCode();
  }

  private FuzzOutcome fuzz() throws InterruptedException {
    FuzzOptions options =
        new FuzzOptions(
            OptionValues.seedOr(seed), statements, seconds, threads, divergences, directory);
    return new Fuzzer(options, new Progress(spec.commandLine().getErr())).run();
  }

  private FuzzOutcome replayed() throws java.io.IOException {
    if (!Files.isRegularFile(replay)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + replay);
    }
    try {
      return Reduction.replay(Files.readString(replay), directory);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), replay + " is no script: " + e.getMessage(), e);
    }
  }
}
