package io.ashlar.cli.torture;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.torture.ingest.IngestKill;
import io.ashlar.torture.ingest.IngestKillOptions;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture writers}. */
@Command(
    name = "writers",
    description = "Kills a process whose threads hand rows to a writer, at random moments.")
final class WritersCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_PRODUCERS = 64;

  @Spec private CommandSpec spec;

  @Mixin private TortureCommand.RoundOptions round;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "50",
      description = "How often to kill; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--producers",
      paramLabel = "N",
      defaultValue = "4",
      description = "Threads that submit rows; default: ${DEFAULT-VALUE}.")
  private int producers;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "group",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the store in this directory and keep it; default: a temporary one.")
  private Path directory;

  WritersCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--producers", producers, 1, MAX_PRODUCERS);
    IngestKillOptions options =
        new IngestKillOptions(
            round.seed(),
            rounds,
            round.seconds(),
            round.millis(),
            producers,
            durability,
            directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return round.report(new IngestKill(options, progress).run());
  }
}
