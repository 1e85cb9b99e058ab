package io.ashlar.bench.cli;

import io.ashlar.bench.world.WorldBenchmark;
import io.ashlar.bench.world.WorldOptions;
import io.ashlar.bench.world.WorldResult;
import io.ashlar.bench.world.WorldScale;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ashlar bench world}. */
@Command(
    name = "world",
    description = "Runs thousands of sessions that look around, move and trade on a planet.")
final class WorldCommand implements Callable<Integer> {

  private static final int MAX_SESSIONS = 1_000_000;
  private static final int MAX_SIDE = 1_000;
  private static final int MAX_ENTITIES = 100_000_000;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_THINK_MS = 3_600_000;
  private static final int MAX_ACTORS = 10_000;
  private static final int MAX_CACHE_MIB = 1 << 20;

  /** What sessions run on. */
  enum Threads {
    /** Virtual threads where the JVM has them. */
    AUTO,
    /** Virtual threads. */
    VIRTUAL,
    /** A pool of platform threads. */
    POOL
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Players, each with a session; default: ${DEFAULT-VALUE}.")
  private int sessions;

  @Option(
      names = "--think",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "Mean time between two acts of a session; default: ${DEFAULT-VALUE}.")
  private int think;

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "virtual, pool, or auto: virtual where the JVM has them; default: ${DEFAULT-VALUE}.")
  private Threads threads;

  @Option(
      names = "--actors",
      paramLabel = "N",
      defaultValue = "64",
      description = "Most sessions that act at one moment; default: ${DEFAULT-VALUE}.")
  private int actors;

  @Option(
      names = "--side",
      paramLabel = "N",
      defaultValue = "64",
      description = "Regions along each edge of the world; default: ${DEFAULT-VALUE}.")
  private int side;

  @Option(
      names = "--entities",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Things in all regions; default: ${DEFAULT-VALUE}.")
  private int entities;

  @Option(
      names = "--cache",
      paramLabel = "MIB",
      defaultValue = "32",
      description = "Memory for blocks and memtables; default: ${DEFAULT-VALUE}.")
  private int cache;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How long to measure; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to run before measuring; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "group",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the world and the sessions' choices; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Keep the world in this directory, and go on with the one that is there, which must be of"
              + " the same size; default: a temporary one, deleted at the end.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  WorldCommand() {}

  @Override
  public Integer call() throws Exception {
    WorldOptions options = options();
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    WorldResult result = new WorldBenchmark(options, progress).run();
    out.println(json ? result.toJson() : result.toText());
    return result.consistent() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private WorldOptions options() {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--sessions", sessions, 2, MAX_SESSIONS);
    OptionValues.check(spec, "--think", think, 1, MAX_THINK_MS);
    OptionValues.check(spec, "--actors", actors, 1, MAX_ACTORS);
    OptionValues.check(spec, "--side", side, 10, MAX_SIDE);
    OptionValues.check(spec, "--entities", entities, 0, MAX_ENTITIES);
    OptionValues.check(spec, "--cache", cache, 1, MAX_CACHE_MIB);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    boolean has = WorldBenchmark.virtualThreads();
    if (threads == Threads.VIRTUAL && !has) {
      throw new ParameterException(spec.commandLine(), "this JVM has no virtual threads");
    }
    return new WorldOptions(
        new WorldScale(sessions, side, entities),
        think,
        seconds,
        warmup,
        actors,
        threads != Threads.POOL && has,
        durability,
        (long) cache << 20,
        seed,
        directory);
  }
}
