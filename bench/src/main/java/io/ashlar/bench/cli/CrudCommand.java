package io.ashlar.bench.cli;

import io.ashlar.bench.crud.CrudBenchmark;
import io.ashlar.bench.crud.CrudOptions;
import io.ashlar.bench.crud.CrudResult;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench crud}. */
@Command(
    name = "crud",
    description = "Reads, creates, updates and deletes documents in several databases at once.")
final class CrudCommand implements Callable<Integer> {

  private static final int MAX_DATABASES = 100;
  private static final int MAX_WORKERS = 1_000;
  private static final int MAX_DOCUMENTS = 1_000_000;
  private static final int MAX_SECONDS = 86_400;

  @Spec private CommandSpec spec;

  @Option(
      names = "--databases",
      paramLabel = "N",
      defaultValue = "3",
      description = "Databases in this process; default: ${DEFAULT-VALUE}.")
  private int databases;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "10",
      description = "Threads for each database; default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--documents",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Documents that each worker begins with; default: ${DEFAULT-VALUE}.")
  private int documents;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "How long to measure each mode; default: ${DEFAULT-VALUE}.")
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
      split = ",",
      description = "always, group, interval, none, or several of them; default: each in turn.")
  private List<Durability> durabilities = List.of(Durability.values());

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Use this missing or empty directory; default: a temporary one.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object for each mode instead of text.")
  private boolean json;

  CrudCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.check(spec, "--databases", databases, 1, MAX_DATABASES);
    OptionValues.check(spec, "--workers", workers, 1, MAX_WORKERS);
    OptionValues.check(spec, "--documents", documents, 1, MAX_DOCUMENTS);
    OptionValues.check(spec, "--seconds", seconds, 1, MAX_SECONDS);
    OptionValues.check(spec, "--warmup", warmup, 0, MAX_SECONDS);
    OptionValues.checkDirectory(spec, directory);
    CrudOptions options =
        new CrudOptions(databases, workers, documents, seconds, warmup, durabilities, directory);
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    List<CrudResult> results = new CrudBenchmark(options, progress).run();
    if (json) {
      results.forEach(result -> out.println(result.toJson()));
    } else {
      TextTable table = CrudResult.table();
      results.forEach(result -> result.addTo(table));
      table.printTo(out);
    }
    boolean consistent = results.stream().allMatch(CrudResult::consistent);
    if (!consistent) {
      spec.commandLine().getErr().println("ashlar: documents are missing or too many");
    }
    return consistent ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
