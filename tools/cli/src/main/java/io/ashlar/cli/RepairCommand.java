package io.ashlar.cli;

import io.ashlar.Database;
import io.ashlar.verify.RepairReport;
import io.ashlar.workbench.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar repair}. */
@Command(
    name = "repair",
    description =
        "Accepts that a database has lost durable commits, for which it is refused, and says what"
            + " is gone. Refuses a database that has lost nothing.")
final class RepairCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The directory of the database.")
  private Path directory;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  RepairCommand() {}

  @Override
  public Integer call() {
    RepairReport report = Database.repair(directory);
    spec.commandLine().getOut().println(json ? toJson(report) : toText(report));
    return ExitCode.OK;
  }

  private static String toJson(RepairReport report) {
    return new JsonObject()
        .put("newest_timestamp", report.newestTimestamp())
        .put("durable_timestamp", report.durableTimestamp())
        .put("recovered_changes", report.recoveredChanges())
        .put("durable_changes", report.durableChanges())
        .toLine();
  }

  private static String toText(RepairReport report) {
    String left =
        report
            .newestTime()
            .map(time -> "Left: commits up to " + at(report.newestTimestamp(), time) + ".")
            .orElse("Left: no row.");
    return left
        + report
            .durableTime()
            .map(time -> gone(report, time))
            .orElse(" What had been durable cannot be read any more.");
  }

  private static String gone(RepairReport report, Instant durable) {
    return String.format(
        "%nGone: commits after that, up to %s and perhaps later; at least %,d changes of keys.",
        at(report.durableTimestamp(), durable),
        report.durableChanges() - report.recoveredChanges());
  }

  private static String at(long timestamp, Instant time) {
    return timestamp + " (" + time + ")";
  }
}
