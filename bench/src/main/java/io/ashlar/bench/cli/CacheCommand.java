package io.ashlar.bench.cli;

import io.ashlar.bench.cache.CacheBenchmark;
import io.ashlar.bench.cache.CacheOptions;
import io.ashlar.bench.cache.CacheResult;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench cache}. */
@Command(
    name = "cache",
    description = "Reads a table of which a tenth is hot, with a cache smaller than the table.")
final class CacheCommand implements Callable<Integer> {

  private static final int MAX_ROWS = 100_000_000;
  private static final int MAX_CACHE_MIB = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Rows of about a hundred bytes; default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--cache",
      paramLabel = "MIB",
      defaultValue = "24",
      description = "The block cache in MiB; default: ${DEFAULT-VALUE}.")
  private int cacheMib;

  @Option(
      names = "--reads",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Reads to measure in each phase; default: ${DEFAULT-VALUE}.")
  private int reads;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Use this missing or empty directory; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  CacheCommand() {}

  @Override
  public Integer call() {
    OptionValues.check(spec, "--rows", rows, CacheOptions.LEAST_ROWS, MAX_ROWS);
    OptionValues.check(spec, "--cache", cacheMib, 1, MAX_CACHE_MIB);
    OptionValues.check(spec, "--reads", reads, 1, Integer.MAX_VALUE);
    OptionValues.checkDirectory(spec, directory);
    CacheOptions options = new CacheOptions(rows, cacheMib, reads, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    CacheResult result = new CacheBenchmark(options, progress).run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(result.toJson());
    } else {
      result.printTo(out);
    }
    if (!result.passed()) {
      spec.commandLine().getErr().println("ashlar: rows are wrong, or a hit rate is below 90 %");
    }
    return result.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
