package io.ashlar.bench.cli;

import io.ashlar.bench.statement.StatementBenchmark;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.workbench.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar bench sql}. */
@Command(
    name = "sql",
    description = "Runs statements through JDBC and the same work through the typed API, in turn.")
final class SqlCommand implements Callable<Integer> {

  private static final int MAX_ROUNDS = 1_000;
  private static final int MAX_EXECUTIONS = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "Rounds to measure, after as many to warm up; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--executions",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How often each statement is executed in a round; default: ${DEFAULT-VALUE}.")
  private int executions;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = "Where the store is; default: the system's place for such.")
  private Path directory;

  @Option(names = "--json", description = "Print a JSON object for each statement.")
  private boolean json;

  SqlCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.check(spec, "--rounds", rounds, 1, MAX_ROUNDS);
    OptionValues.check(spec, "--executions", executions, 1, MAX_EXECUTIONS);
    OptionValues.checkDirectory(spec, directory);
    Progress progress = new Progress(spec.commandLine().getErr());
    StatementBenchmark.print(
        new StatementBenchmark(rounds, executions, directory, progress).run(),
        json,
        spec.commandLine().getOut());
    return ExitCode.OK;
  }
}
