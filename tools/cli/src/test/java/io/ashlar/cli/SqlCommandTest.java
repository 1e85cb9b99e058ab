package io.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommandTest {

  @TempDir private Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Ashlar.run(out, new PrintWriter(err), args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sql",
        "sql ",
        "sql --mem --create",
        "sql --mem --read-only",
        "sql unused --create --read-only",
        "sql --mem --csv --json -c x",
        "sql unused -c",
        "sql unused -f",
        "sql unused --frobnicate"
      })
  void shouldSayOneLineAndExitWithTwoWhenTheCommandLineIsWrong(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ashlar: ")
        .contains("help");
    assertThat(Path.of("unused")).doesNotExist();
  }

  @Test
  void shouldRunInputsInTheirOrder() throws IOException {
    Path file = Files.writeString(temporary.resolve("two.sql"), "select 2 as b;\n");
    assertThat(
            run(
                "sql",
                "--mem",
                "--csv",
                "-c",
                "select 1 as a",
                "-f",
                file.toString(),
                "-c",
                "select 3 as c; select 4 as d",
                "select 5 as e"))
        .isZero();
    assertThat(out).hasToString("a\n1\nb\n2\nc\n3\nd\n4\ne\n5\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldMakeAStoreOnlyWhenAskedTo() {
    String store = temporary.resolve("store").toString();
    assertThat(run("sql", store, "select 1")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ashlar: The directory holds no store; --create makes one. path=" + store);
    assertThat(temporary).isEmptyDirectory();
    assertThat(run("sql", store, "--create", "create table a (i int)")).isZero();
    assertThat(run("sql", store, "--read-only", "--json", "select count(*) as n from a")).isZero();
    assertThat(out).hasToString("CREATE TABLE\n{\"n\":0}\n");
    assertThat(run("sql", store, "select nope")).isEqualTo(1);
  }

  @Test
  void shouldTellOfAFullDiskAndNotOfABrokenPipe() {
    assertThat(
            Ashlar.run(failing("Broken pipe"), new PrintWriter(err), "sql", "--mem", "values (1)"))
        .isEqualTo(1);
    assertThat(err.toString()).isEmpty();
    assertThat(
            Ashlar.run(
                failing("No space left on device"),
                new PrintWriter(err),
                "sql",
                "--mem",
                "values (1)"))
        .isEqualTo(1);
    assertThat(err).hasToString("ashlar: the output could not be written\n");
  }

  private static Writer failing(String message) {
    return new Writer() {
      @Override
      public void write(char[] text, int offset, int length) throws IOException {
        throw new IOException(message);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
