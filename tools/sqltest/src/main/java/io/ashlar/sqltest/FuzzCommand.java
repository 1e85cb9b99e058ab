package io.ashlar.sqltest;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.sqltest.oracle.SqlFuzzOptions;
import io.ashlar.sqltest.oracle.SqlFuzzOutcome;
import io.ashlar.sqltest.oracle.SqlFuzzer;
import io.ashlar.sqltest.query.Engine;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar sqltest fuzz}. Exits with 1 when something is wrong. */
@Command(
    name = "fuzz",
    description =
        "Runs random queries over random tables against H2, SQLite and DuckDB and against"
            + " themselves in another form, and prints the few rows and words that are needed"
            + " where answers differ.")
final class FuzzCommand implements Callable<Integer> {

  private static final int MAX_TRIALS = 2_000_000_000;
  static final int MAX_SECONDS = 86_400;
  private static final int MAX_FINDINGS = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Questions to ask; default: ${DEFAULT-VALUE}.")
  private int trials;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Stop after so many seconds; default: no limit.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--findings",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stop when so many were found; default: ${DEFAULT-VALUE}.")
  private int findings;

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = "Who else is asked: h2, sqlite, duckdb; default: all.")
  private List<Engine> peers;

  @Option(names = "--alone", description = "Ask no peer.")
  private boolean alone;

  @Option(
      names = "--report",
      paramLabel = "S",
      defaultValue = "0",
      description = "Write a line on how far it is so often, for a log; default: not at all.")
  private int reportSeconds;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  FuzzCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.check(spec, "--trials", trials, 1, MAX_TRIALS);
    OptionValues.check(spec, "--seconds", seconds, 0, MAX_SECONDS);
    OptionValues.check(spec, "--findings", findings, 1, MAX_FINDINGS);
    OptionValues.check(spec, "--report", reportSeconds, 0, MAX_SECONDS);
    SqlFuzzOptions options =
        new SqlFuzzOptions(OptionValues.seedOr(seed), trials, seconds, findings, asked());
    SqlFuzzOutcome outcome = new SqlFuzzer(options, progress(spec, reportSeconds)).run();
    spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
    return outcome.findings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** On the terminal, or in a log where that is asked for. */
  static Progress progress(CommandSpec spec, int reportSeconds) {
    PrintWriter err = spec.commandLine().getErr();
    return reportSeconds > 0
        ? Progress.lines(err, Duration.ofSeconds(reportSeconds))
        : new Progress(err);
  }

  private Set<Engine> asked() {
    Set<Engine> asked = EnumSet.noneOf(Engine.class);
    if (!alone) {
      asked.addAll(peers == null ? EnumSet.allOf(Engine.class) : peers);
    }
    asked.remove(Engine.ASHLAR);
    return asked;
  }
}
