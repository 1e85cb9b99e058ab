package io.ashlar.cli.transfer;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.shell.format.OutputFormat;
import io.ashlar.shell.format.ResultRows;
import io.ashlar.shell.meta.SqlNames;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlResult;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;
import io.ashlar.transaction.CancellationToken;
import java.io.BufferedWriter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ashlar dump}. */
@Command(
    name = "dump",
    description =
        "Writes the rows of a table as they are at one moment, so that load reads the same rows"
            + " again.")
public final class DumpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the database.")
  private Path directory;

  @Parameters(index = "1", paramLabel = "TABLE", description = "The table.")
  private String tableName;

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      description =
          "csv (default): values with commas between them, under a line of names; null is nothing,"
              + " an empty text two quotes. json: an object on each line.")
  private TransferFormat format = TransferFormat.CSV;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only rows for which this is true, as in SQL.")
  private String where;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file, packed if its name ends with .gz.")
  private Path output;

  /** Made by the command line. */
  public DumpCommand() {}

  @Override
  public Integer call() throws IOException {
    try (Database database = Database.open(directory, Options.readOnly());
        SqlSession session = Sql.session(database);
        SqlStatement statement = session.prepare(query(database.table(tableName)));
        SqlResult result = statement.query();
        Writer out = writer()) {
      OutputFormat rows = format == TransferFormat.CSV ? OutputFormat.CSV : OutputFormat.JSON;
      long count = rows.rows().write(new ResultRows(result, CancellationToken.create()), out);
      assert count >= 0 : "a count";
    }
    return ExitCode.OK;
  }

  private String query(Table table) {
    List<ColumnSchema> columns = table.schema().columns();
    String names =
        columns.stream()
            .map(column -> SqlNames.quoted(column.name()))
            .collect(Collectors.joining(", "));
    String condition = where == null ? "" : " WHERE (" + where + "\n)";
    return "SELECT " + names + " FROM " + SqlNames.quoted(table.name()) + condition;
  }

  private Writer writer() throws IOException {
    if (output == null) {
      return new FilterWriter(spec.commandLine().getOut()) {
        @Override
        public void close() throws IOException {
          // The command line's.
          flush();
        }
      };
    }
    OutputStream bytes = Files.newOutputStream(output);
    boolean opened = false;
    try {
      OutputStream plain =
          output.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, 1 << 16) : bytes;
      opened = true;
      return new BufferedWriter(new OutputStreamWriter(plain, StandardCharsets.UTF_8));
    } finally {
      if (!opened) {
        bytes.close();
      }
    }
  }
}
