package io.ashlar.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code dump} writes, {@code load} reads again, and what {@code load} makes of bad files. */
class TransferTest {

  @TempDir private Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Ashlar.run(out, new PrintWriter(err, true), args);
  }

  private String at(String name) {
    return temp.resolve(name).toString();
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }

  private Database open() {
    return Database.open(temp.resolve("db"), Options.defaults());
  }

  private static TableSchema allTypes(String name) {
    return TableSchema.named(name)
        .column("id", ColumnType.LONG)
        .column("truth", ColumnType.BOOLEAN)
        .column("small", ColumnType.INT)
        .column("real", ColumnType.FLOAT)
        .column("exact", ColumnType.DOUBLE)
        .column("price", ColumnType.decimal(30, 6))
        .column("Select", ColumnType.STRING)
        .column("bytes", ColumnType.BYTES)
        .column("code", ColumnType.UUID)
        .column("day", ColumnType.DATE)
        .column("clock", ColumnType.TIME)
        .column("at", ColumnType.TIMESTAMP)
        .primaryKey("id")
        .build();
  }

  private static final List<List<Object>> EXTREMES =
      List.of(
          List.of(true, false),
          List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
          List.of(Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 0.1f, 1e20f),
          List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0.1, 1e300, 1d / 3),
          List.of(
              new BigDecimal("123456789012345678901234.123456"),
              new BigDecimal("-0.000001"),
              BigDecimal.ZERO),
          List.of(
              "",
              " ",
              "a,b",
              "\"",
              "'",
              "\n",
              "\r\n",
              "NULL",
              "null",
              "\u0000",
              "\t",
              "\\N",
              " both ends ",
              "\ud83d\ude00",
              "\u00e9\u2028",
              "0"),
          List.of(new byte[0], new byte[] {0, -1, 127}),
          List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(1, 2)),
          List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.EPOCH),
          List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000), LocalTime.of(7, 5)),
          List.of(
              Instant.EPOCH,
              Instant.parse("2026-11-30T21:22:23.000001Z"),
              Instant.parse("1583-01-01T00:00:00Z"),
              Instant.parse("9999-12-31T23:59:59.999999Z")));

  private static void fill(Table table, Random random, int rows) {
    List<String> names =
        List.of(
            "truth", "small", "real", "exact", "price", "Select", "bytes", "code", "day", "clock",
            "at");
    Insert insert = table.insert();
    for (int i = 0; i < rows; i++) {
      insert.setValue(table.column("id"), i - 5L);
      for (int column = 0; column < names.size(); column++) {
        List<Object> values = EXTREMES.get(column);
        int which = random.nextInt(values.size() + 1);
        insert.setValue(
            table.column(names.get(column)), which == values.size() ? null : values.get(which));
      }
      assertThat(insert.execute()).isEqualTo(1);
    }
  }

  private static List<String> rows(Database db, String name) {
    List<String> rows = new ArrayList<>();
    Table table = db.table(name);
    LongColumn id = table.longColumn("id");
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = table.scan().prepare();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        StringBuilder line = new StringBuilder();
        table
            .get()
            .set(id, row.getLong(id))
            .find()
            .orElseThrow()
            .toMap()
            .forEach((column, value) -> line.append(column + "=" + text(value) + ";"));
        rows.add(line.toString());
      }
    }
    return rows;
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "csv.gz", "json.gz"})
  void shouldReadAgainBitForBitWhatWasWritten(String kind) {
    String format = kind.substring(0, kind.indexOf('.') < 0 ? kind.length() : kind.indexOf('.'));
    try (Database db = open()) {
      fill(db.schema().createTable(allTypes("source")), new Random(7), 300);
      assertThat(db.schema().createTable(allTypes("copy")).name()).isEqualTo("copy");
    }
    String dump = at("dump." + kind);
    assertThat(run("dump", at("db"), "source", "--format", format, "-o", dump))
        .as("%s", err)
        .isZero();
    assertThat(run("load", at("db"), "copy", dump, "--format", format)).as("%s", err).isZero();
    assertThat(out.toString()).contains("300 rows by files");
    try (Database db = open()) {
      assertThat(rows(db, "copy")).hasSize(300).isEqualTo(rows(db, "source"));
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  @Test
  void shouldWriteRowsForWhichAConditionIsTrue() {
    try (Database db = open()) {
      fill(db.schema().createTable(allTypes("source")), new Random(7), 20);
    }
    assertThat(run("dump", at("db"), "source", "--where", "id > 10 -- and more")).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("1"))).hasSize(4);
    assertThat(run("dump", at("db"), "source", "--where", "nothing = 1")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing");
    assertThat(run("dump", at("db"), "missing")).isEqualTo(1);
  }

  private void places() {
    try (Database db = open()) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("places")
                      .column("id", ColumnType.LONG)
                      .column("name", ColumnType.STRING)
                      .notNull()
                      .column("people", ColumnType.INT)
                      .defaultValue(7)
                      .primaryKey("id")
                      .build());
      assertThat(table.name()).isEqualTo("places");
    }
  }

  private List<String> loaded() {
    try (Database db = open()) {
      return rows(db, "places");
    }
  }

  @Test
  void shouldLoadSeveralFilesWhateverTheOrderOfTheirColumns() throws IOException {
    places();
    Path one = file("one.csv", "id,name,people\n1,Rom,5\n2,\"New\nYork\",\n");
    Path two = file("two.csv", "name,id\r\n\"\",3\r\n\r\nX,4");
    assertThat(run("load", at("db"), "places", one.toString(), two.toString()))
        .as("%s", err)
        .isZero();
    assertThat(loaded())
        .containsExactly(
            "id=1;name=Rom;people=5;",
            "id=2;name=New\nYork;people=null;",
            "id=3;name=;people=7;",
            "id=4;name=X;people=7;");
    Path three = file("three.csv", "9,Z\n");
    assertThat(run("load", at("db"), "places", three.toString(), "--columns", "id,name", "--json"))
        .isZero();
    assertThat(out.toString()).contains("\"method\":\"commits\"").contains("The table has rows.");
  }

  @Test
  void shouldNameLineAndColumnOfABadRecordAndLoadNothing() throws IOException {
    places();
    Path bad = file("bad.csv", "id,name,people\n1,Rom,5\n2,\"a\nb\",1\n3,Paris,many\n");
    assertThat(run("load", at("db"), "places", bad.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("bad.csv, line 5, column people: this is no INT: 'many'");
    Path few = file("few.csv", "id,name\n1\n");
    assertThat(run("load", at("db"), "places", few.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("few.csv, line 2: there are 1 fields, and 2 columns");
    Path strange = file("strange.csv", "id,nome\n1,x\n");
    assertThat(run("load", at("db"), "places", strange.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("column nome: the table has no such column");
    Path json = file("bad.json", "{\"id\":1,\"name\":\"x\"}\n{\"id\":2,\"name\":}\n");
    assertThat(run("load", at("db"), "places", json.toString(), "--format", "json")).isEqualTo(1);
    assertThat(err.toString()).contains("bad.json, line 2: ");
    assertThat(loaded()).isEmpty();
  }

  @Test
  void shouldPassOverBadRecordsWhereThatIsWanted() throws IOException {
    places();
    Path json =
        file(
            "bad.json",
            """
            {"id":1,"name":"x"}
            no object

            {"name":"y","people":1.5,"id":2}
            {"id":3}
            {"id":4,"name":{"a":[1]}}
            """);
    assertThat(run("load", at("db"), "places", json.toString(), "--format", "json", "--skip-bad"))
        .as("%s", err)
        .isZero();
    assertThat(out.toString()).contains("2 rows by files").contains("3 bad records");
    assertThat(err.toString()).contains("line 2").contains("line 4, column people");
    assertThat(loaded())
        .containsExactly("id=1;name=x;people=7;", "id=4;name={\"a\":[1]};people=7;");
  }

  @Test
  void shouldLoadNothingOfAFileThatEndsInTheMiddle() throws IOException {
    places();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      StringBuilder text = new StringBuilder("id,name\n");
      for (int i = 0; i < 5_000; i++) {
        text.append(i).append(",name ").append(i * 31 % 977).append('\n');
      }
      gzip.write(text.toString().getBytes(UTF_8));
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(temp.resolve("half.csv.gz"), half);
    assertThat(run("load", at("db"), "places", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("half.csv.gz: Unexpected end");
    Path latin = Files.write(temp.resolve("latin.csv"), new byte[] {'i', 'd', '\n', (byte) 0xE9});
    assertThat(run("load", at("db"), "places", latin.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("latin.csv: ");
    assertThat(run("load", at("db"), "places", at("missing.csv"))).isEqualTo(1);
    assertThat(err.toString()).contains("missing.csv");
    assertThat(loaded()).isEmpty();
  }

  @Test
  void shouldNotMakeADatabaseWhereThereIsNone() {
    assertThat(run("load", at("nowhere"), "places", at("x.csv"))).isEqualTo(1);
    assertThat(err.toString()).contains("The directory holds no store.");
    assertThat(temp.resolve("nowhere")).doesNotExist();
    assertThat(run("load", at("nowhere"), "places")).isEqualTo(2);
    assertThat(run("load", at("nowhere"), "places", "x", "--format", "xml")).isEqualTo(2);
    assertThat(run("load", at("nowhere"), "t", "x", "--format", "json", "--columns", "a"))
        .isEqualTo(2);
  }
}
