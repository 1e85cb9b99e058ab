package io.ashlar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.StoreOpenException;
import io.ashlar.shell.format.OutputFormat;
import io.ashlar.shell.input.ShellInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {

  private static final String CITIES =
      "CREATE TABLE cities (id integer primary key, name varchar(40) NOT NULL DEFAULT 'x',"
          + " pop bigint CHECK (pop >= 0));";

  @TempDir private Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private OutputFormat format = OutputFormat.ALIGNED;
  private boolean keepGoing;
  private boolean readOnly;
  private Path directory;

  private int run(InputStream in, ShellInput... inputs) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    ShellOptions options =
        new ShellOptions(
            directory, !readOnly, readOnly, format, keepGoing, List.of(inputs), null, false);
    return Shell.run(options, in, new PrintWriter(out), new PrintWriter(err), Optional::empty);
  }

  private int run(String... texts) {
    return run(
        InputStream.nullInputStream(),
        Stream.of(texts).map(ShellInput.Text::new).toArray(ShellInput[]::new));
  }

  private int pipe(String text) {
    return run(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String out() {
    return out.toString();
  }

  private String err() {
    return err.toString();
  }

  private Path store() {
    directory = temporary.resolve("store");
    return directory;
  }

  @Test
  void shouldRunWhatIsPipedInAndSayWhatWasDone() {
    String script =
        CITIES
            + "insert into cities (id, pop) values (1, 2), (2, 3);\n"
            + "update cities set pop = 4; delete from cities where id = 2;"
            + "create unique index by_name on cities (name); drop index by_name;\n"
            + "begin; commit; select * from cities; truncate cities";
    assertThat(pipe(script)).as(err()).isZero();
    assertThat(out())
        .isEqualTo(
            """
            CREATE TABLE
            INSERT 2
            UPDATE 2
            DELETE 1
            CREATE INDEX
            DROP INDEX
            BEGIN
            COMMIT
             id | name | pop
            ----+------+-----
              1 | x    |   4
            (1 row)
            TRUNCATE
            """);
    assertThat(err()).isEmpty();
  }

  @Test
  void shouldWriteRowsAloneWhenProgramsRead() {
    format = OutputFormat.CSV;
    assertThat(run(CITIES + "insert into cities values (7, 'a,b', null); select * from cities"))
        .isZero();
    assertThat(out()).isEqualTo("id,name,pop\n7,\"a,b\",\n");
    format = OutputFormat.JSON;
    assertThat(run("values (1, x'00ff', true, 'q', date '2026-01-02', 0.50)")).isZero();
    assertThat(out())
        .contains(":1,", ":\"00ff\",", ":true,", ":\"q\",", ":\"2026-01-02\",", ":0.50}");
  }

  @Test
  void shouldTellWhereAStatementFailsAndStop() {
    assertThat(
            run(
                "select 1;\n\n-- x\nselect\n  '\u65e5\u672c' ||\tnope\nfrom (values (1)) v; select 2"))
        .isEqualTo(1);
    assertThat(out()).contains("(1 row)").doesNotContain("2");
    assertThat(err())
        .startsWith("ERROR 42703: ")
        .doesNotContain("line=", "column=")
        .endsWith(
            "\nLINE 5:   '\u65e5\u672c' ||\\tnope\n" + " ".repeat(8 + 2 + 6 + 1 + 2 + 2) + "^\n");
  }

  @Test
  void shouldNameTheFileAndItsLine() throws IOException {
    Path file = Files.writeString(temporary.resolve("a.sql"), "\ufeffselect 1;\n\nselect 2 +;\n");
    assertThat(run(InputStream.nullInputStream(), new ShellInput.File(file))).isEqualTo(1);
    assertThat(err()).startsWith(file + ":3: ERROR 42601: ").contains("\nLINE 3: select 2 +");
    assertThat(pipe("\n\nselect 1/0;")).isEqualTo(1);
    assertThat(err()).startsWith("stdin:3: ERROR 22012: ");
    Files.write(file, new byte[] {'s', (byte) 0xff, '\n'});
    assertThat(run(InputStream.nullInputStream(), new ShellInput.File(file))).isEqualTo(1);
    assertThat(err()).contains(file + " is not UTF-8.");
    assertThat(run("\\i '" + temporary.resolve("no such file") + "'")).isEqualTo(1);
    assertThat(err()).startsWith("ERROR: The file cannot be read: ");
  }

  @Test
  void shouldShortenALongLineAroundThePlace() {
    assertThat(run("select '" + "a".repeat(500) + "' + nope, '" + "b".repeat(500) + "'"))
        .isEqualTo(1);
    List<String> lines = err().lines().toList();
    assertThat(lines.get(1)).startsWith("LINE 1: ...aaa").endsWith("bbb...").hasSizeLessThan(110);
    assertThat(lines.get(1).substring(lines.get(2).indexOf('^'))).startsWith("nope");
  }

  @Test
  void shouldGoOnBehindAFailureWhenAskedTo() {
    keepGoing = true;
    assertThat(run("select nope; select 2", "\\frob", "select 3")).isEqualTo(1);
    assertThat(out()).contains("2\n", "3\n");
    assertThat(err()).contains("ERROR 42703", "ERROR HY000: There is no such command");
    keepGoing = false;
    assertThat(run("select 1", "select nope", "select 3")).isEqualTo(1);
    assertThat(out()).contains("1\n").doesNotContain("3\n");
  }

  @Test
  void shouldTellTheStateOfWhatTheDatabaseRefuses() {
    keepGoing = true;
    assertThat(
            run(
                CITIES
                    + "insert into cities (id) values (1);"
                    + "insert into cities (id) values (1);"
                    + "insert into cities (id, pop) values (2, -1);"
                    + "select * from cities where id = ?"))
        .isEqualTo(1);
    assertThat(err()).contains("ERROR 23505: ", "ERROR 23514: ", "ERROR 07002: ");
  }

  @Test
  void shouldRollBackAndSaySoWhenATransactionIsOpenAtTheEnd() {
    store();
    assertThat(run(CITIES + "begin; insert into cities (id) values (1)")).isEqualTo(1);
    assertThat(err()).contains("rolled back");
    assertThat(run("select count(*) as n from cities")).isZero();
    assertThat(out()).contains("\n 0\n");
    assertThat(run("begin; insert into cities (id) values (1)", "commit")).isZero();
    assertThat(err()).isEmpty();
    assertThat(run("select count(*) as n from cities")).isZero();
    assertThat(out()).contains("\n 1\n");
  }

  @Test
  void shouldRefuseADirectoryWithoutAStoreAndChangeNothing() throws IOException {
    directory = temporary.resolve("none");
    ShellOptions options =
        new ShellOptions(directory, false, false, OutputFormat.CSV, false, List.of(), null, false);
    PrintWriter writer = new PrintWriter(out);
    assertThatThrownBy(
            () ->
                Shell.run(options, InputStream.nullInputStream(), writer, writer, Optional::empty))
        .isInstanceOf(StoreOpenException.class)
        .hasMessageContaining("--create");
    assertThat(directory).doesNotExist();
    Files.createDirectory(directory);
    assertThatThrownBy(
            () ->
                Shell.run(options, InputStream.nullInputStream(), writer, writer, Optional::empty))
        .isInstanceOf(StoreOpenException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldChangeNothingWhenItOnlyReads() {
    store();
    assertThat(run(CITIES)).isZero();
    readOnly = true;
    keepGoing = true;
    assertThat(run("insert into cities (id) values (1); create table b (a int); select 5 as x"))
        .isEqualTo(1);
    assertThat(err().lines().filter(line -> line.startsWith("ERROR 25006: "))).hasSize(2);
    assertThat(out()).contains("\n 5\n");
  }

  @Test
  void shouldDescribeWhatThereIs() {
    String script =
        CITIES
            + "create index big on cities (pop desc, name) where pop > 10 and name in ('a', 'it''s');"
            + "create table \"Odd\" (a integer references cities, b boolean default true,"
            + " c decimal(5,2), check (b = true or c is null or not (a between 1 and 3)));"
            + "create sequence ids start with 5;"
            + "create view large as select name, pop * 2 as twice from cities where pop > 10;"
            + "comment on view large is 'of some size';\n";
    assertThat(pipe(script + "\\d\n\\dt\n\\di\n\\ds\n\\dv\n\\d cities;\n\\d odd\n\\d LARGE\n"))
        .as(err())
        .isZero();
    assertThat(out())
        .contains(
            " Odd    | table\n cities | table\n large  | view\n ids    | sequence\n(4 rows)\n",
            " cities |       3 |       1 | \n",
            " big ",
            "pop desc, name",
            "pop > 10 and name in ('a', 'it''s')",
            " ids  |     5 |         1 | 9223372036854775807 | NULL\n",
            " large |       2 | of some size\n",
            " name   | varchar(40)\n twice  | bigint\n(2 rows)\n",
            "View: SELECT name, pop * 2 AS twice FROM cities WHERE pop > 10\n",
            "Comment: of some size\n",
            " name   | varchar(40) | no       | 'x'     | \n",
            "Primary key: id\n",
            "Index big: pop desc, name where pop > 10",
            "Check ",
            ": pop >= 0\n",
            "Referenced by Odd: ",
            ": a references cities (id) on delete no action on update no action\n",
            " b      | boolean      | yes      | true    | \n",
            "b = true or c is null or (not (a >= 1 and a <= 3))",
            " c      | numeric(5,2) | yes ");
    keepGoing = true;
    assertThat(pipe(script + "\\d nothing\n\\d \"odd\"\n\\dt cities\n\\d 'a\n\\d a b\n"))
        .isEqualTo(1);
    assertThat(err().lines().filter(line -> line.contains("ERROR"))).hasSize(5);
    assertThat(err())
        .contains("stdin:2: ERROR 42P16: There is no table or view of this name. name=nothing");
    format = OutputFormat.CSV;
    assertThat(pipe(CITIES + "\n\\d cities\n")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            column,type,nullable,default,comment
            id,integer,no,"",""
            name,varchar(40),no,'x',""
            pop,bigint,yes,"",""
            """);
  }

  @Test
  void shouldChangeHowItBehavesWhenToldTo() {
    keepGoing = true;
    assertThat(
            run(
                "\\x",
                "select 1 as a",
                "\\x off",
                "select 1 as a",
                "\\timing on",
                "select 2 as b",
                "\\timing",
                "select 3 as c",
                "\\?"))
        .isZero();
    assertThat(out())
        .contains("Expanded output is on.\n-[ 1 ]---", "\na | 1\n", "is off.\n a\n---\n 1\n")
        .containsPattern("b\n---\n 2\n\\(1 row\\)\nTime: \\d+\\.\\d{3} ms\nTiming is off.\n c\n")
        .contains("\\d NAME ");
    assertThat(run("\\x maybe", "\\timing 1", "\\pager on", "\\i", "\\x on off")).isEqualTo(1);
    assertThat(err().lines()).hasSize(5).allMatch(line -> line.startsWith("ERROR HY000: "));
    format = OutputFormat.JSON;
    assertThat(run("\\x", "\\timing", "select 1 as a")).isEqualTo(1);
    assertThat(out()).isEqualTo("Timing is on.\n{\"a\":1}\n");
    assertThat(err()).contains("CSV and JSON are not expanded.").contains("Time: ");
  }

  @Test
  void shouldRunFilesWithinFilesAndWriteToFiles() throws IOException {
    Path inner = Files.writeString(temporary.resolve("inner file.sql"), "select 8 as x;\n");
    Path outer =
        Files.writeString(
            temporary.resolve("outer.sql"), "\\i '" + inner + "'\nselect 9 as y;\n\\q\nnope;");
    Path results = temporary.resolve("results.txt");
    assertThat(run("\\o '" + results + "'", "\\i " + outer, "nope")).isZero();
    assertThat(out()).isEmpty();
    assertThat(results).hasContent(" x\n---\n 8\n(1 row)\n y\n---\n 9\n(1 row)\n");
    assertThat(pipe("\\o '" + results + "'\nselect 1 as a;\n\\o\nselect 2 as b;\n")).isZero();
    assertThat(results).hasContent(" a\n---\n 1\n(1 row)\n");
    assertThat(out()).isEqualTo(" b\n---\n 2\n(1 row)\n");
    assertThat(run("\\o '" + temporary + "'", "select 1")).isEqualTo(1);
    assertThat(err()).startsWith("ERROR: The output could not be written: ");
    Path loop = temporary.resolve("loop.sql");
    Files.writeString(loop, "\\i " + loop + "\n");
    assertThat(run("\\i " + loop)).isEqualTo(1);
    assertThat(err()).contains("too deep");
  }

  @Test
  void shouldStopTheFileAndWhoeverRanItWhenItFails() throws IOException {
    Path file = Files.writeString(temporary.resolve("bad.sql"), "select nope;\nselect 1;\n");
    assertThat(run("\\i " + file, "select 2")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith(file + ":1: ERROR 42703");
  }

  @Test
  void shouldEndQuietlyWhenNobodyTakesResults() {
    String rows = "(values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))";
    String many = "select a.* from " + rows + " a, " + rows + " b, " + rows + " c, " + rows + " d";
    long[] written = new long[1];
    Writer gone =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            written[0] += length;
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    ShellOptions options =
        new ShellOptions(
            null,
            false,
            false,
            OutputFormat.CSV,
            true,
            List.of(
                new ShellInput.Text(many + ", " + rows + " e; " + many), new ShellInput.Text(many)),
            null,
            false);
    assertThat(
            Shell.run(
                options,
                InputStream.nullInputStream(),
                new PrintWriter(gone),
                new PrintWriter(err),
                Optional::empty))
        .isEqualTo(1);
    assertThat(err()).isEmpty();
    assertThat(written[0]).isLessThan(100_000);
  }

  @Test
  void shouldLeaveTheStoreFreeAndTellWhoHoldsIt() {
    try (Database held = Database.open(store())) {
      assertThatThrownBy(() -> run("select 1"))
          .isInstanceOf(StoreOpenException.class)
          .hasMessageContaining("open in this process");
      assertThat(held.schema().tables()).isEmpty();
    }
    assertThat(run("select 1")).isZero();
    Database.open(store()).close();
  }
}
