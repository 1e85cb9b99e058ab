package io.ashlar.sqltest;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.cli.torture.TortureCommand;
import io.ashlar.sqltest.kill.BatchKill;
import io.ashlar.sqltest.kill.BatchKillOptions;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar sqltest kill}. Exits with 1 when something is lost or wrong. */
@Command(
    name = "kill",
    description =
        "Kills a process that writes batches through the driver at random moments, and checks that"
            + " each acknowledged batch is there with the keys that were told, and none in part.")
final class KillCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_THREADS = 64;

  @Spec private CommandSpec spec;

  @Mixin private TortureCommand.RoundOptions round;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "How often to kill; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "4",
      description = "Connections that write; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the database in this directory and keep it; default: a temporary one.")
  private Path directory;

  KillCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    BatchKillOptions options =
        new BatchKillOptions(
            round.seed(), rounds, round.seconds(), round.millis(), threads, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return round.report(new BatchKill(options, progress).run());
  }
}
