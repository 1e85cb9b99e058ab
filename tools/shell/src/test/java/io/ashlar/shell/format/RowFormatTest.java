package io.ashlar.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFormatTest {

  private static Rows rows() {
    ListedRows rows =
        new ListedRows(
            new Rows.Column("id", Rows.Kind.NUMBER),
            new Rows.Column("name", Rows.Kind.TEXT),
            new Rows.Column("ok", Rows.Kind.BOOLEAN),
            new Rows.Column("raw", Rows.Kind.BYTES),
            new Rows.Column("id", Rows.Kind.NUMBER));
    rows.add("1", "Basel", "true", "cafe", "1.50");
    rows.add("-20", "\u65e5\u672c, \"e\u0301\"", null, "", "NaN");
    rows.add(null, "", "false", null, "-1e300");
    rows.add("3", " two\nlines\t\u001b[2J\\ \u202e", "true", null, "Infinity");
    return rows;
  }

  private static String written(OutputFormat format, Rows rows, long count) throws IOException {
    StringWriter out = new StringWriter();
    assertThat(format.rows().write(rows, out)).isEqualTo(count);
    return out.toString();
  }

  @Test
  void shouldAlignByWidthOfTheScreen() throws IOException {
    assertThat(written(OutputFormat.ALIGNED, rows(), 4))
        .isEqualTo(
            """
               id | name                           | ok    | raw     |       id
            ------+--------------------------------+-------+---------+----------
                1 | Basel                          | true  | X'cafe' |     1.50
              -20 | \u65e5\u672c, "e\u0301"                      | NULL  | X''     |      NaN
             NULL |                                | false | NULL    |   -1e300
                3 |  two\\nlines\\t\\u001b[2J\\ \\u202e | true  | NULL    | Infinity
            (4 rows)
            """);
  }

  @Test
  void shouldShowEachValueOnALineWhenExpanded() throws IOException {
    ListedRows rows = ListedRows.of("a", "name");
    rows.add("1", null);
    rows.add("x\ny", "");
    assertThat(written(OutputFormat.EXPANDED, rows, 2))
        .isEqualTo(
            "-[ 1 ]"
                + "-".repeat(34)
                + "\na    | 1\nname | NULL\n-[ 2 ]"
                + "-".repeat(34)
                + "\na    | x\\ny\nname | \n(2 rows)\n");
  }

  @Test
  void shouldQuoteWhatCsvWouldMisread() throws IOException {
    assertThat(written(OutputFormat.CSV, rows(), 4))
        .isEqualTo(
            "id,name,ok,raw,id\n"
                + "1,Basel,true,cafe,1.50\n"
                + "-20,\"\u65e5\u672c, \"\"e\u0301\"\"\",,\"\",NaN\n"
                + ",\"\",false,,-1e300\n"
                + "3,\" two\nlines\t\u001b[2J\\ \u202e\",true,,Infinity\n");
  }

  @Test
  void shouldWriteOneObjectALineAsJson() throws IOException {
    assertThat(written(OutputFormat.JSON, rows(), 4).lines())
        .containsExactly(
            "{\"id\":1,\"name\":\"Basel\",\"ok\":true,\"raw\":\"cafe\",\"id_2\":1.50}",
            "{\"id\":-20,\"name\":\"\u65e5\u672c, \\\"e\u0301\\\"\",\"ok\":null,\"raw\":\"\",\"id_2\":\"NaN\"}",
            "{\"id\":null,\"name\":\"\",\"ok\":false,\"raw\":null,\"id_2\":-1e300}",
            "{\"id\":3,\"name\":\" two\\nlines\\t\\u001b[2J\\\\ \u202e\",\"ok\":true,\"raw\":null,"
                + "\"id_2\":\"Infinity\"}");
  }

  @Test
  void shouldSayHowManyWhenThereAreNoneOrOne() throws IOException {
    assertThat(written(OutputFormat.ALIGNED, ListedRows.of("a"), 0))
        .isEqualTo(" a\n---\n(0 rows)\n");
    ListedRows one = ListedRows.of("a");
    one.add("bcd");
    assertThat(written(OutputFormat.ALIGNED, one, 1)).isEqualTo(" a\n-----\n bcd\n(1 row)\n");
    assertThat(written(OutputFormat.CSV, ListedRows.of("a", "b"), 0)).isEqualTo("a,b\n");
    assertThat(written(OutputFormat.JSON, ListedRows.of("a"), 0)).isEmpty();
  }

  @Test
  void shouldCutNothingWhenALaterRowIsWider() throws IOException {
    ListedRows rows = ListedRows.of("a", "b");
    for (int i = 0; i < 1_000; i++) {
      rows.add("x", "y");
    }
    rows.add("wider", "z");
    List<String> lines = written(OutputFormat.ALIGNED, rows, 1_001).lines().toList();
    assertThat(lines.get(1_001)).isEqualTo(" x | y");
    assertThat(lines.get(1_002)).isEqualTo(" wider | z");
    assertThat(lines.get(1_003)).isEqualTo("(1001 rows)");
  }
}
