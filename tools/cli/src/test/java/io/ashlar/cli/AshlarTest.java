package io.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AshlarTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "--frobnicate",
        "bench",
        "bench tpcc",
        "fuzz --statements 0",
        "fuzz --threads 0",
        "fuzz --divergences 0",
        "fuzz --seed any",
        "fuzz --replay nowhere.txt",
        "fuzz --dir ",
        "history",
        "history --workload chaos --out unused.jsonl",
        "history --workload bank",
        "history --workload bank --out unused.jsonl --isolation chaos",
        "history --workload bank --out unused.jsonl --keys 1",
        "history --workload bank --out unused.jsonl --threads 0",
        "verify",
        "verify unused --rows-per-second -1",
        "verify unused --max-rows 0",
        "check",
        "check unused.jsonl --model perfect",
        "demo again",
        "demo --dir ",
        "demo --rows many",
        "demo --rows 0",
        "demo --seconds 0",
        "demo --frobnicate",
        "help frobnicate"
      })
  void shouldSayOneLineAndExitWithTwoWhenTheCommandLineIsWrong(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ashlar: ")
        .contains("help");
  }

  @Test
  void shouldSayOneLineAndExitWithTwoWhenThereIsNoCommand() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("command is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "help demo", "demo --help", "bench help"})
  void shouldPrintUsageWhenAskedForHelp(String line) {
    assertThat(run(line.split(" ", -1))).isZero();
    assertThat(out.toString()).startsWith("Usage: ashlar");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayOneLineAndExitWithOneWhenTheDirectoryIsNoStore(@TempDir Path directory)
      throws IOException {
    Files.writeString(directory.resolve("letter.txt"), "Dear ...");
    assertThat(run("demo", "--dir", directory.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().startsWith("ashlar: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldCheckADatabaseInPartsWhenAskedTo(@TempDir Path directory) throws IOException {
    try (Database db = Database.open(directory)) {
      Table words =
          db.schema()
              .createTable(
                  TableSchema.named("words")
                      .column("id", ColumnType.LONG)
                      .primaryKey("id")
                      .index("again", ix -> ix.descending("id"))
                      .build());
      for (int i = 0; i < 5; i++) {
        assertThat(words.insert().set(words.longColumn("id"), i).execute()).isEqualTo(1);
      }
    }
    String place = directory.toString();
    assertThat(run("verify", place, "--table", "words", "--max-rows", "7")).isZero();
    assertThat(out.toString()).startsWith("5 rows and 2 index entries of 1 tables; 0 problems");
    String position = out.toString().strip().replaceFirst("(?s).*--from ", "");
    out.getBuffer().setLength(0);
    assertThat(run("verify", place, "--repair", "--from", position, "--json")).isZero();
    assertThat(fields(out.toString()))
        .containsExactly("tables", "rows", "index_entries", "problems", "repaired", "position");
    assertThat(out.toString()).contains("\"rows\":0", "\"index_entries\":3");
    assertThat(run("verify", place, "--from", "nowhere")).isEqualTo(1);
    assertThat(run("verify", place, "--table", "nothing")).isEqualTo(1);
  }

  @Test
  void shouldPrintOneJsonObjectWhenTheDemoIsAskedForIt() throws IOException {
    assertThat(run("demo", "--rows", "500", "--seconds", "1", "--json")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(fields(out.toString()))
        .containsExactly("rows", "bytes_on_disk", "seconds", "passed", "operations", "checks");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldExitWithOneWhenTheOutputCannotBeWritten() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int exitCode = Ashlar.run(new PrintWriter(full), new PrintWriter(err), "help");
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("ashlar: the output could not be written");
  }

  private int run(String... args) {
    return Ashlar.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  /** The names of the outermost object's fields, in order. */
  private static List<String> fields(String json) throws IOException {
    List<String> names = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      assertThat(parser.nextToken()).isNull();
    }
    return names;
  }
}
