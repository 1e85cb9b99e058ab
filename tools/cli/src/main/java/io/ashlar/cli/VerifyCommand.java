package io.ashlar.cli;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProblem;
import io.ashlar.verify.VerifyResult;
import io.ashlar.workbench.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar verify}. */
@Command(
    name = "verify",
    description =
        "Checks a database: checksums of files, rows against index entries, entries against rows,"
            + " and keyspaces that belong to nothing. Exits with 1 when something is wrong.")
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The directory of the database.")
  private Path directory;

  @Option(names = "--repair", description = "Put right what can be; otherwise nothing is written.")
  private boolean repair;

  @Option(names = "--table", paramLabel = "T", description = "Check this table alone; repeatable.")
  private List<String> tables = List.of();

  @Option(
      names = "--rows-per-second",
      paramLabel = "N",
      description = "Most rows and entries to read in a second.")
  private int rowsPerSecond;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "Stop after so many rows and entries, and say where to go on.")
  private int maxRows = Integer.MAX_VALUE;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = "Go on where another check stopped.")
  private String from = "";

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  VerifyCommand() {}

  @Override
  public Integer call() {
    OptionValues.check(spec, "--rows-per-second", rowsPerSecond, 0, Integer.MAX_VALUE);
    OptionValues.check(spec, "--max-rows", maxRows, 1, Integer.MAX_VALUE);
    VerifyOptions options =
        VerifyOptions.defaults()
            .repair(repair)
            .rowsPerSecond(rowsPerSecond)
            .maxRows(maxRows == Integer.MAX_VALUE ? Long.MAX_VALUE : maxRows)
            .from(from);
    if (!tables.isEmpty()) {
      options = options.tables(tables.toArray(String[]::new));
    }
    VerifyResult result;
    try (Database database =
        Database.open(directory, repair ? Options.defaults() : Options.readOnly())) {
      result = database.maintenance().verify(options);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(result));
    } else {
      result.problems().forEach(problem -> out.println(line(problem)));
      out.printf(
          "%,d rows and %,d index entries of %,d tables; %,d problems, %,d repaired.%n",
          result.rows(),
          result.indexEntries(),
          result.tables(),
          result.problemCount(),
          result.repairedCount());
      result.position().ifPresent(position -> out.println("Go on with --from " + position));
    }
    return result.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String toJson(VerifyResult result) {
    return new JsonObject()
        .put("tables", result.tables())
        .put("rows", result.rows())
        .put("index_entries", result.indexEntries())
        .put("problems", result.problemCount())
        .put("repaired", result.repairedCount())
        .put("position", result.position().orElse(""))
        .toLine();
  }

  private static String line(VerifyProblem problem) {
    return (problem.repaired() ? "repaired " : "problem  ")
        + problem.kind()
        + " "
        + problem.table()
        + "."
        + problem.index()
        + problem.key()
        + ": "
        + problem.message();
  }
}
