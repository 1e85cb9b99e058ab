package io.ashlar.bench.cli;

import io.ashlar.bench.ycsb.YcsbBenchmark;
import io.ashlar.bench.ycsb.YcsbOptions;
import io.ashlar.bench.ycsb.YcsbResult;
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
import picocli.CommandLine.Spec;

/** {@code ashlar bench ycsb}. */
@Command(name = "ycsb", description = "Runs a core workload of YCSB with its own client.")
final class YcsbCommand implements Callable<Integer> {

  private static final int MAX_THREADS = 1_000;
  private static final int MAX_CACHE_MIB = 1 << 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "W",
      required = true,
      description = "A letter from a to f.")
  private char workload;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Records to load; default: ${DEFAULT-VALUE}.")
  private int records;

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Operations to run; default: ${DEFAULT-VALUE}.")
  private int operations;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "10",
      description = "Threads of the client; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--durability",
      paramLabel = "MODE",
      defaultValue = "group",
      description = "always, group, interval or none; default: ${DEFAULT-VALUE}.")
  private Durability durability;

  @Option(
      names = "--cache",
      paramLabel = "MIB",
      defaultValue = "256",
      description = "Memory of the engine in MiB; default: ${DEFAULT-VALUE}.")
  private int cacheMib;

  @Option(names = "--verify", description = "Check every value that is read.")
  private boolean verified;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Use this missing or empty directory; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of YCSB's summary.")
  private boolean json;

  YcsbCommand() {}

  @Override
  public Integer call() throws Exception {
    char letter = Character.toLowerCase(workload);
    OptionValues.check(
        spec, "--workload", letter, YcsbOptions.FIRST_WORKLOAD, YcsbOptions.LAST_WORKLOAD);
    OptionValues.check(spec, "--records", records, 1, Integer.MAX_VALUE);
    OptionValues.check(spec, "--operations", operations, 1, Integer.MAX_VALUE);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--cache", cacheMib, 1, MAX_CACHE_MIB);
    OptionValues.checkDirectory(spec, directory);
    YcsbOptions options =
        new YcsbOptions(
            letter, records, operations, threads, durability, cacheMib, verified, directory);
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    YcsbResult result = new YcsbBenchmark(options, progress).run();
    if (json) {
      out.println(result.toJson());
    } else {
      result.printTo(out);
    }
    if (!result.passed()) {
      spec.commandLine().getErr().println("ashlar: some operations of YCSB failed");
    }
    return result.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
