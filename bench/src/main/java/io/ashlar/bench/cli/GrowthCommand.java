package io.ashlar.bench.cli;

import io.ashlar.bench.growth.GrowthBenchmark;
import io.ashlar.bench.growth.GrowthOptions;
import io.ashlar.bench.growth.GrowthPart;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench growth}. */
@Command(
    name = "growth",
    description = "Measures how costs grow with rows, turns of a queue, updates and the log.")
final class GrowthCommand implements Callable<Integer> {

  private static final int MAX_ROWS = 100_000_000;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_ROUNDS = 1_000;
  private static final int MAX_WAL_MIB = 240;

  @Spec private CommandSpec spec;

  @Option(
      names = "--part",
      paramLabel = "PART",
      split = ",",
      description = "rows, queue, space, recovery, or several of them; default: all.")
  private List<GrowthPart> parts = List.of(GrowthPart.values());

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "100000,1000000,10000000",
      description = "rows: rows of the tables; default: ${DEFAULT-VALUE}.")
  private List<Integer> sizes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "rows: how long to measure each operation; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "5",
      description = "rows: how long to run each before measuring; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "queue: turns; default: ${DEFAULT-VALUE}.")
  private int turns;

  @Option(
      names = "--backlog",
      paramLabel = "N",
      defaultValue = "1000",
      description = "queue: rows in it; default: ${DEFAULT-VALUE}.")
  private int backlog;

  @Option(
      names = "--from-position",
      description = "queue: look for the head from the last one on, not from the table's start.")
  private boolean fromPosition;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "500000",
      description = "space: rows of the table; default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "space: how often each is updated; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--settle",
      paramLabel = "S",
      defaultValue = "60",
      description = "space: how long to wait for compactions; default: ${DEFAULT-VALUE}.")
  private int settle;

  @Option(
      names = "--wal",
      paramLabel = "MIB",
      split = ",",
      defaultValue = "1,16,64,192",
      description = "recovery: sizes of the log in MiB; default: ${DEFAULT-VALUE}.")
  private List<Integer> walMib;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "none",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Use this missing or empty directory; default: temporary ones.")
  private Path directory;

  @Option(names = "--json", description = "Print JSON objects, one a line, instead of tables.")
  private boolean json;

  GrowthCommand() {}

  @Override
  public Integer call() throws Exception {
    checkRanges();
    GrowthOptions options =
        new GrowthOptions(
            parts,
            sizes,
            seconds,
            warmup,
            turns,
            backlog,
            fromPosition,
            rows,
            rounds,
            settle,
            walMib,
            durability,
            directory);
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    boolean passed =
        new GrowthBenchmark(options, progress)
            .run(
                section -> {
                  if (json) {
                    section.jsonLines().forEach(out::println);
                  } else {
                    section.printTo(out);
                  }
                });
    if (!passed) {
      spec.commandLine().getErr().println("ashlar: rows are missing or wrong");
    }
    return passed ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void checkRanges() {
    sizes.forEach(size -> OptionValues.check(spec, "--sizes", size, 1, MAX_ROWS));
    walMib.forEach(mib -> OptionValues.check(spec, "--wal", mib, 1, MAX_WAL_MIB));
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    OptionValues.check(spec, "--turns", turns, 1, MAX_ROWS);
    OptionValues.check(spec, "--backlog", backlog, 1, MAX_ROWS);
    OptionValues.check(spec, "--rows", rows, 1, MAX_ROWS);
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--settle", settle, 0, MAX_SECONDS);
    OptionValues.checkDirectory(spec, directory);
  }
}
