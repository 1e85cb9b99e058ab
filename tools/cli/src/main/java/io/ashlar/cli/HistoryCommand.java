package io.ashlar.cli;

import io.ashlar.Database;
import io.ashlar.check.recorder.HistoryOptions;
import io.ashlar.check.recorder.HistoryRecording;
import io.ashlar.check.recorder.HistoryResult;
import io.ashlar.check.recorder.HistoryWorkload;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ashlar history}. */
@Command(
    name = "history",
    description = "Records a history of concurrent transactions, for ashlar check or Elle.")
final class HistoryCommand implements Callable<Integer> {

  private static final int MAX_THREADS = 1_000;
  private static final int MAX_TRANSACTIONS = 10_000_000;
  private static final int MAX_KEYS = 10_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      required = true,
      description = "append, register, bank, long-fork, write-skew or predicate.")
  private String workload;

  @Option(
      names = "--isolation",
      paramLabel = "LEVEL",
      defaultValue = "snapshot",
      description = "The level of the transactions; default: ${DEFAULT-VALUE}.")
  private IsolationLevel isolation;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many transactions run at once; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--transactions",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many in all, aborted ones included; default: ${DEFAULT-VALUE}.")
  private int transactions;

  @Option(
      names = "--keys",
      paramLabel = "K",
      defaultValue = "8",
      description = "Keys in use at a time; default: ${DEFAULT-VALUE}.")
  private int keys;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seeds what the transactions do; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, one JSON object a line.")
  private Path out;

  @Option(
      names = "--dir",
      paramLabel = "D",
      description =
          "Keep the store in this directory, which must not hold a table history_keys yet;"
              + " default: a temporary one, deleted at the end.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  HistoryCommand() {}

  @Override
  public Integer call() throws Exception {
    OptionValues.checkDirectory(spec, directory);
    OptionValues.check(spec, "--threads", threads, 1, MAX_THREADS);
    OptionValues.check(spec, "--transactions", transactions, 1, MAX_TRANSACTIONS);
    OptionValues.check(spec, "--keys", keys, 2, MAX_KEYS);
    HistoryOptions options =
        new HistoryOptions(workloadNamed(), isolation, threads, transactions, keys, seed);
    try (WorkDirectory place = WorkDirectory.of(directory);
        Database database = Database.open(place.path())) {
      HistoryResult result = new HistoryRecording(options).run(database, out);
      spec.commandLine().getOut().println(json ? result.toJson() : result.toText());
      return ExitCode.OK;
    } catch (IOException e) {
      spec.commandLine().getErr().println("ashlar: cannot write " + out + ": " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private HistoryWorkload workloadNamed() {
    for (HistoryWorkload each : HistoryWorkload.values()) {
      if (each.toString().equals(workload.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new ParameterException(spec.commandLine(), "unknown workload " + workload);
  }
}
