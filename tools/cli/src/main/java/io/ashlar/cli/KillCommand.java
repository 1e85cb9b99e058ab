package io.ashlar.cli;

import io.ashlar.torture.kill.KillOptions;
import io.ashlar.torture.kill.KillTorture;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture kill}. */
@Command(name = "kill", description = "Kills the writing process at random moments.")
final class KillCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_MILLIS = 600_000;
  private static final int MAX_THREADS = 64;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "500",
      description = "How often to kill; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Longest time from the first commit to a kill; default: ${DEFAULT-VALUE}.")
  private int millis;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "8",
      description = "Threads that write; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "mixed",
      description = "always, group, interval, none or mixed; default: ${DEFAULT-VALUE}.")
  private TortureDurability durability;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Begin no round after so many seconds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of work and moments; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the store in this directory and keep it; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  KillCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--millis", millis, 0, MAX_MILLIS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    KillOptions options =
        new KillOptions(
            OptionValues.seedOr(seed), rounds, seconds, millis, threads, durability, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new KillTorture(options, progress).run(), json);
  }
}
