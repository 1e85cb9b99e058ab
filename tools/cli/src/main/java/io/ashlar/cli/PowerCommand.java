package io.ashlar.cli;

import io.ashlar.torture.power.PowerOptions;
import io.ashlar.torture.power.PowerTorture;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture power}. */
@Command(
    name = "power",
    description =
        "Cuts the power of the disk, a file system of its own, under the writing process.")
final class PowerCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_MILLIS = 600_000;
  private static final int MAX_THREADS = 64;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_INTERVAL = 60_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How often to cut; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Longest time from the first commit to a cut; default: ${DEFAULT-VALUE}.")
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
      defaultValue = "group",
      description = "always, group, interval, none or mixed; default: ${DEFAULT-VALUE}.")
  private TortureDurability durability;

  @Option(
      names = "--interval",
      paramLabel = "MS",
      defaultValue = "200",
      description = "Between fsyncs under interval; default: ${DEFAULT-VALUE}.")
  private int interval;

  @Option(
      names = "--grace",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Longest time of such an fsync on this machine; default: ${DEFAULT-VALUE}.")
  private int grace;

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
      description = "Make the disk in a temporary directory inside of this one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  PowerCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--millis", millis, 0, MAX_MILLIS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--interval", interval, 1, MAX_INTERVAL);
    OptionValues.check(spec, "--grace", grace, 0, MAX_MILLIS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    PowerOptions options =
        new PowerOptions(
            OptionValues.seedOr(seed),
            rounds,
            seconds,
            millis,
            threads,
            durability,
            interval,
            grace,
            directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new PowerTorture(options, progress).run(), json);
  }
}
