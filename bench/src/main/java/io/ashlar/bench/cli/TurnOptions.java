package io.ashlar.bench.cli;

import io.ashlar.cli.option.OptionValues;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What all comparisons with other engines take: how often, beside what, with which memory. */
final class TurnOptions {

  private static final int MAX_ROUNDS = 1_000;
  private static final int MAX_BUSY = 1_000;
  private static final int MAX_MEGABYTES = 1 << 20;
  private static final int MIN_HEAP_MEGABYTES = 64;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each engine has its turn; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--busy",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads that compute beside the engines and never wait; default: ${DEFAULT-VALUE}.")
  private int busy;

  @Option(
      names = "--cache",
      paramLabel = "MB",
      defaultValue = "256",
      description = "What an engine may cache, in megabytes; default: ${DEFAULT-VALUE}.")
  private int cacheMegabytes;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "The heap of the JVM of each turn, in megabytes; default: ${DEFAULT-VALUE}.")
  private int heapMegabytes;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Where engines keep their files; default: the system's place for such.")
  private Path directory;

  TurnOptions() {}

  /** Refuses what is out of range; an engine needs a cache of so many megabytes. */
  void check(CommandSpec spec, int leastCacheMegabytes) {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--busy", busy, 0, MAX_BUSY);
    OptionValues.check(spec, "--cache", cacheMegabytes, leastCacheMegabytes, MAX_MEGABYTES);
    OptionValues.check(spec, "--heap", heapMegabytes, MIN_HEAP_MEGABYTES, MAX_MEGABYTES);
  }

  int rounds() {
    return rounds;
  }

  int busy() {
    return busy;
  }

  long cacheBytes() {
    return (long) cacheMegabytes << 20;
  }

  int heapMegabytes() {
    return heapMegabytes;
  }

  /** Null for a temporary one. */
  Path directory() {
    return directory;
  }
}
