package io.ashlar.sqltest;

import io.ashlar.cli.option.OptionValues;
import io.ashlar.sqltest.mutate.MutationOutcome;
import io.ashlar.sqltest.mutate.MutationRun;
import io.ashlar.workbench.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ashlar sqltest mutate}. Exits with 1 when a text comes to anything but a refusal. */
@Command(
    name = "mutate",
    description =
        "Prepares damaged statements, and runs those that are still queries: each is carried out,"
            + " or refused by the one exception that says where.")
final class MutateCommand implements Callable<Integer> {

  private static final int MAX_TEXTS = 2_000_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--texts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many; default: ${DEFAULT-VALUE}.")
  private int texts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all damage; default: a new one each time.")
  private Long seed;

  @Option(
      names = "--report",
      paramLabel = "S",
      defaultValue = "0",
      description = "Write a line on how far it is so often, for a log; default: not at all.")
  private int reportSeconds;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  MutateCommand() {}

  @Override
  public Integer call() {
    OptionValues.check(spec, "--texts", texts, 1, MAX_TEXTS);
    OptionValues.check(spec, "--report", reportSeconds, 0, FuzzCommand.MAX_SECONDS);
    Progress progress = FuzzCommand.progress(spec, reportSeconds);
    MutationOutcome outcome = new MutationRun(OptionValues.seedOr(seed), texts, progress).run();
    spec.commandLine().getOut().println(json ? outcome.toJson() : outcome.toText());
    return outcome.findings().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
