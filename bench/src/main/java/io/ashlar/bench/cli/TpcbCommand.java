package io.ashlar.bench.cli;

import io.ashlar.bench.tpcb.TpcbBenchmark;
import io.ashlar.bench.tpcb.TpcbOptions;
import io.ashlar.bench.tpcb.TpcbResult;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench tpcb}. */
@Command(name = "tpcb", description = "Runs the TPC-B-like transaction of pgbench.")
final class TpcbCommand implements Callable<Integer> {

  private static final int MAX_SCALE = 10_000;
  private static final int MAX_CLIENTS = 1_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scale",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Branches, each with 10 tellers and 100,000 accounts; default: ${DEFAULT-VALUE}.")
  private int scale;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "10",
      description = "Threads that run transactions; default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to measure; default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "S",
      defaultValue = "3",
      description = "How long to run before measuring; default: ${DEFAULT-VALUE}.")
  private int warmup;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "group",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--isolation",
      paramLabel = "LEVEL",
      defaultValue = "read_committed",
      description = "read_committed, snapshot or serializable; default: ${DEFAULT-VALUE}.")
  private IsolationLevel isolation;

  @Option(
      names = "--busy",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads that compute beside the clients and never wait; default: ${DEFAULT-VALUE}.")
  private int busy;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Keep the store in this directory, which must not hold tables of these names yet;"
              + " default: a temporary one, deleted at the end.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  TpcbCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--scale", scale, 1, MAX_SCALE);
    OptionValues.check(spec, "--clients", clients, 1, MAX_CLIENTS);
    OptionValues.check(spec, "--busy", busy, 0, MAX_CLIENTS);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    TpcbOptions options =
        new TpcbOptions(scale, clients, seconds, warmup, durability, isolation, busy, directory);
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    TpcbResult result = new TpcbBenchmark(options, progress).run();
    out.println(json ? result.toJson() : result.toText());
    return result.consistent() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
