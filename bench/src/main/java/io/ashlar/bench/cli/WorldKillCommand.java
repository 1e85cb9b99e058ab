package io.ashlar.bench.cli;

import io.ashlar.bench.world.WorldBenchmark;
import io.ashlar.bench.world.kill.WorldKill;
import io.ashlar.bench.world.kill.WorldKillOptions;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.cli.torture.TortureCommand;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar torture world}. */
@Command(
    name = "world",
    description = "Kills the process of the world of bench world while its sessions act.")
final class WorldKillCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000_000;
  private static final int MAX_MILLIS = 600_000;
  private static final int MAX_SESSIONS = 100_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often to kill; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--millis",
      paramLabel = "MS",
      defaultValue = "2000",
      description = "Longest time from the first commit to a kill; default: ${DEFAULT-VALUE}.")
  private int millis;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "500",
      description = "Players, each with a session; default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "group",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of choices and moments; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Make the store in this directory and keep it; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  WorldKillCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--millis", millis, 0, MAX_MILLIS);
    OptionValues.check(spec, "--sessions", sessions, 2, MAX_SESSIONS);
    WorldKillOptions options =
        new WorldKillOptions(
            OptionValues.seedOr(seed),
            rounds,
            millis,
            sessions,
            WorldBenchmark.virtualThreads(),
            durability,
            directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    return TortureCommand.report(spec, new WorldKill(options, progress).run(), json);
  }
}
