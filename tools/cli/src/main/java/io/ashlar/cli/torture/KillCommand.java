package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.kill.KillOptions;
import io.ashlar.torture.kill.KillTorture;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture kill}. */
@Command(name = "kill", description = "Kills the writing process at random moments.")
final class KillCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_THREADS = 64;

  @Spec private CommandSpec spec;

  @Mixin private TortureCommand.RoundOptions round;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "500",
      description = "How often to kill; default: ${DEFAULT-VALUE}.")
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
      defaultValue = "mixed",
      description = "always, group, interval, none or mixed; default: ${DEFAULT-VALUE}.")
  private TortureDurability durability;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the store in this directory and keep it; default: a temporary one.")
  private Path directory;

  KillCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    KillOptions options =
        new KillOptions(
            round.seed(), rounds, round.seconds(), round.millis(), threads, durability, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return round.report(new KillTorture(options, progress).run());
  }
}
