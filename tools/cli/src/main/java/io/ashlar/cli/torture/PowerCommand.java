package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.power.PowerOptions;
import io.ashlar.torture.power.PowerTorture;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private static final int MAX_INTERVAL = 60_000;

  @Spec private CommandSpec spec;

  @Mixin private TortureCommand.RoundOptions round;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How often to cut; default: ${DEFAULT-VALUE}.")
  private int rounds;

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
      names = "--dir",
      paramLabel = "D",
      description = "Make the disk in a temporary directory inside of this one.")
  private Path directory;

  PowerCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--interval", interval, 1, MAX_INTERVAL);
    OptionValues.check(spec, "--grace", grace, 0, MAX_MILLIS);
    PowerOptions options =
        new PowerOptions(
            round.seed(),
            rounds,
            round.seconds(),
            round.millis(),
            threads,
            durability,
            interval,
            grace,
            directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return round.report(new PowerTorture(options, progress).run());
  }
}
