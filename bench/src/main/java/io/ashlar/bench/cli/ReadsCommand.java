package io.ashlar.bench.cli;

import io.ashlar.bench.reads.ReadsBenchmark;
import io.ashlar.bench.reads.ReadsOptions;
import io.ashlar.bench.reads.ReadsReport;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench reads}. */
@Command(
    name = "reads",
    description = {
      "Reads spans as a store of telemetry does, with other engines too, in turn.",
      "LMDB is not among them yet."
    })
final class ReadsCommand implements Callable<Integer> {

  private static final int MIN_ROWS = 100;
  private static final int MAX_ROWS = 1_000_000_000;
  private static final int MAX_THREADS = 1_000;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_MEGABYTES = 1 << 20;
  private static final int MIN_CACHE_MEGABYTES = 16;

  @Spec private CommandSpec spec;

  @Mixin private TurnOptions turns;

  @Option(
      names = "--engines",
      paramLabel = "E",
      split = ",",
      description =
          "Of ashlar, ashlar-jdbc, sqlite, h2, derby, hsqldb and rocksdb, which are the default,"
              + " and ashlar-load and rocksdb-files, which are filled at once with spans that wait"
              + " on the heap.")
  private List<SpanEngine> engines = new ArrayList<>();

  @Option(
      names = "--cases",
      paramLabel = "C",
      split = ",",
      description =
          "Of insert, cold-start, point, absent, trace, newest, range, scan and group;"
              + " default: all.")
  private List<ReadCase> cases = new ArrayList<>();

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Spans, of about 200 bytes each; default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "What the spans are made from; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that read; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "How long to measure each case in each turn; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long to run each case before measuring it; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--resident",
      paramLabel = "MB",
      defaultValue = "0",
      description =
          "Ashlar's memory for ranges of rows beside its cache, in megabytes;"
              + " default: ${DEFAULT-VALUE}.")
  private int residentMegabytes;

  @Option(
      names = "--json",
      description = "Print a JSON object for each case of each turn, then one for each median.")
  private boolean json;

  ReadsCommand() {}

  @Override
  public Integer call() throws Exception {
    checkRanges();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ReadsReport report =
        new ReadsBenchmark(
                options(),
                new Progress(err),
                round -> {
                  if (json) {
                    out.println(round.toJson());
                    out.flush();
                  }
                })
            .run();
    if (json) {
      report.printJsonTo(out);
    } else {
      report.printTo(out);
    }
    report.failures().forEach(failure -> err.println("ashlar: " + failure));
    return report.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void checkRanges() {
    turns.check(spec, MIN_CACHE_MEGABYTES);
    OptionValues.check(spec, "--rows", rows, MIN_ROWS, MAX_ROWS);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    OptionValues.check(spec, "--resident", residentMegabytes, 0, MAX_MEGABYTES);
  }

  private ReadsOptions options() {
    Set<SpanEngine> chosen =
        engines.isEmpty() ? SpanEngine.filledByTransactions() : EnumSet.copyOf(engines);
    EnumSet<ReadCase> asked =
        cases.isEmpty() ? EnumSet.allOf(ReadCase.class) : EnumSet.copyOf(cases);
    return new ReadsOptions(
        List.copyOf(chosen),
        List.copyOf(asked),
        new SpanSource(seed, rows),
        turns.rounds(),
        threads,
        Duration.ofSeconds(warmup),
        Duration.ofSeconds(seconds),
        turns.busy(),
        turns.cacheBytes(),
        (long) residentMegabytes << 20,
        turns.heapMegabytes(),
        turns.directory());
  }
}
