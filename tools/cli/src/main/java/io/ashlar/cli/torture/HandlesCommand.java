package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.handles.HandlesOptions;
import io.ashlar.torture.handles.HandlesTorture;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture handles}. */
@Command(
    name = "handles",
    description =
        "Calls every public method at random from several threads on the same objects,"
            + " during and after their close.")
final class HandlesCommand implements Callable<Integer> {

  private static final int MAX_CALLS = 1_000_000_000;
  private static final int MAX_THREADS = 256;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Calls to make; default: ${DEFAULT-VALUE}.")
  private int calls;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "8",
      description = "Threads that call; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Stop after so many seconds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of methods, objects and arguments; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the stores in a temporary directory inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  HandlesCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--calls", calls, 1, MAX_CALLS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    HandlesOptions options =
        new HandlesOptions(OptionValues.seedOr(seed), calls, threads, seconds, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new HandlesTorture(options, progress).run(), json);
  }
}
