package io.ashlar.cli.transfer;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.cli.option.OptionValues;
import io.ashlar.error.StoreOpenException;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadProgress;
import io.ashlar.load.LoadReport;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar load}. */
@Command(
    name = "load",
    description =
        "Loads rows from files into a table: all of them at once where it has no rows. Files whose"
            + " names end with .gz are unpacked. Exits with 1 when the load fails.")
public final class LoadCommand implements Callable<Integer> {

  /** Each store has this file; without it an open would make one. */
  private static final String MARK = "FORMAT";

  private static final int SHOWN_BAD_RECORDS = 10;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the database.")
  private Path directory;

  @Parameters(index = "1", paramLabel = "TABLE", description = "The table.")
  private String tableName;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "The files; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      description =
          "csv (default): values with commas between them, under a line of names; nothing is null,"
              + " two quotes are an empty text. json: an object on each line.")
  private TransferFormat format = TransferFormat.CSV;

  @Option(
      names = "--columns",
      paramLabel = "NAME,...",
      split = ",",
      description = "The columns of CSV without a line of names.")
  private List<String> columns = List.of();

  @Option(
      names = "--duplicates",
      paramLabel = "refuse|skip|replace",
      description = "What becomes of rows whose primary key is there. Default: refuse.")
  private Duplicates duplicates = Duplicates.REFUSE;

  @Option(
      names = "--skip-bad",
      description = "Pass over records that cannot be rows, instead of failing at the first.")
  private boolean skipBad;

  @Option(
      names = "--rows-per-second",
      paramLabel = "N",
      description = "Most rows to take in a second.")
  private int rowsPerSecond;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory to sort in, in megabytes. Default: 64.")
  private int megabytes = 64;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  private long badRecords;
  private Progress progress;

  /** Made by the command line. */
  public LoadCommand() {}

  @Override
  public Integer call() throws IOException {
    OptionValues.check(spec, "--rows-per-second", rowsPerSecond, 0, Integer.MAX_VALUE);
    OptionValues.check(spec, "--memory", megabytes, 1, 1_024);
    if (format == TransferFormat.JSON && !columns.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--columns goes with CSV alone");
    }
    if (!Files.exists(directory.resolve(MARK))) {
      throw new StoreOpenException("The directory holds no store.", "path", directory);
    }
    progress = new Progress(spec.commandLine().getErr());
    LoadReport report;
    try (Database database = Database.open(directory, Options.defaults());
        FileRows rows = rows(database.table(tableName))) {
      report = database.table(tableName).load(rows, options());
    } finally {
      progress.clear();
    }
    tell(report);
    return ExitCode.OK;
  }

  private FileRows rows(Table table) {
    return new FileRows(table, format, columns, files, skipBad ? this::bad : null);
  }

  private LoadOptions options() {
    LoadOptions options =
        LoadOptions.defaults()
            .duplicates(duplicates)
            .rowsPerSecond(rowsPerSecond)
            .memoryBytes(Math.min(megabytes << 20, 1 << 30))
            .listener(this::show);
    return skipBad
        ? options.onFailedRow(row -> bad(row.values() + ": " + row.failure().getMessage()))
        : options;
  }

  private void bad(String why) {
    badRecords++;
    if (badRecords <= SHOWN_BAD_RECORDS) {
      progress.clear();
      spec.commandLine().getErr().println("ashlar: passed over: " + why);
    }
  }

  private void show(LoadProgress told) {
    if (!json) {
      progress.show(
          String.format(
              Locale.ROOT,
              "%s: %,d rows read, %,d written, %,.0f a second",
              told.phase().name().toLowerCase(Locale.ROOT),
              told.rows(),
              told.writtenRows(),
              told.rowsPerSecond()));
    }
  }

  private void tell(LoadReport report) {
    PrintWriter out = spec.commandLine().getOut();
    double seconds = report.elapsed().toNanos() / 1e9;
    if (json) {
      out.println(
          new JsonObject()
              .put("table", report.table())
              .put("method", report.method().name().toLowerCase(Locale.ROOT))
              .put("reason", report.reason())
              .put("rows", report.rows())
              .put("skipped", report.skipped())
              .put("replaced", report.replaced())
              .put("bad", badRecords)
              .put("bytes", report.bytes())
              .put("seconds", seconds)
              .toLine());
      return;
    }
    out.printf(
        Locale.ROOT,
        "%,d rows by %s in %.2f s (%,.0f a second); %,d duplicates passed over, %,d bad records.%n",
        report.rows(),
        report.method().name().toLowerCase(Locale.ROOT),
        seconds,
        seconds > 0 ? report.rows() / seconds : 0,
        report.skipped(),
        badRecords);
    if (!report.reason().isEmpty()) {
      out.println("Not by files: " + report.reason());
    }
  }
}
