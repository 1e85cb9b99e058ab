package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.text.Keyword;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The reference of SQL says what is so: its examples are run, its lists compared. */
class SqlReferenceTest {

  private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern STATE = Pattern.compile("\\b[0-9A-Z]{5}\\b");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private static String page() throws IOException {
    return Files.readString(SqlPages.path("sql.md"));
  }

  private static List<String> cells(String line) {
    String inner = line.substring(1, line.length() - 1);
    return CELL_BORDER.splitAsStream(inner).map(String::strip).toList();
  }

  private static String code(String cell) {
    return cell.replace("`", "").replace("\\|", "|");
  }

  /** The statements of a text, none of which has a semicolon within. */
  private static List<String> statements(String text) {
    return Arrays.stream(text.split(";\\s*", -1)).filter(one -> !one.isBlank()).toList();
  }

  private static String outcome(List<String> fixture, String example) {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      List<String> last = List.of();
      for (String text : Stream.concat(fixture.stream(), statements(example).stream()).toList()) {
        last = Script.outcome(session, text);
      }
      String joined = String.join(", ", last);
      return joined.startsWith("! ") ? joined.substring(2).split(" ", -1)[0] : joined;
    }
  }

  @Test
  void shouldGiveWhatThePageSaysWhenItsExamplesAreRun() throws IOException {
    String page = page();
    int begin = page.indexOf("```sql\n") + "```sql\n".length();
    List<String> fixture = statements(page.substring(begin, page.indexOf("```", begin)));
    SoftAssertions all = new SoftAssertions();
    int examples = 0;
    int example = -1;
    for (String line : page.lines().toList()) {
      List<String> cells = line.startsWith("|") ? cells(line) : List.of();
      if (cells.isEmpty()) {
        example = -1;
      } else if (cells.contains("example")) {
        example = cells.indexOf("example");
      } else if (example >= 0 && !line.startsWith("|--") && !cells.get(example).isEmpty()) {
        examples++;
        String text = code(cells.get(example));
        all.assertThat(outcome(fixture, text)).as(text).isEqualTo(code(cells.get(example + 1)));
      }
    }
    all.assertAll();
    assertThat(examples).isGreaterThan(30);
  }

  private static Set<String> named(String text) {
    return CODE.matcher(text)
        .results()
        .map((MatchResult one) -> one.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shouldListTheWordsThatAreReserved() throws IOException {
    String page = page();
    int begin = page.indexOf("These words are **reserved**");
    String list = page.substring(page.indexOf("\n\n", begin), page.indexOf(".\n", begin + 200));
    Set<String> reserved = new TreeSet<>();
    for (Keyword keyword : Keyword.values()) {
      if (Keyword.isReserved(keyword.name().toLowerCase(Locale.ROOT))) {
        reserved.add(keyword.name());
      }
    }
    assertThat(named(list)).isEqualTo(reserved);
  }

  @Test
  void shouldListTheSettingsThatAreShown() throws IOException {
    String line = page().lines().filter(one -> one.startsWith("- `SHOW TABLES`")).findFirst().get();
    int begin = line.indexOf("`SHOW` of");
    Set<String> told = named(line.substring(begin + 6, line.indexOf(';', begin)));
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      List<String> shown = new ArrayList<>();
      Script.outcome(session, "SHOW ALL").forEach(row -> shown.add(row.split("\\|", -1)[0]));
      assertThat(told).containsExactlyElementsOf(shown);
      for (String pragma :
          named(line.substring(line.indexOf("`PRAGMA` of") + 8, line.indexOf(", with SQLite's")))) {
        String alone = String.join(" ", Script.outcome(session, "PRAGMA " + pragma));
        String asked = String.join(" ", Script.outcome(session, "PRAGMA " + pragma + "('x')"));
        assertThat(alone.contains("! ") && asked.contains("! ")).as(pragma).isFalse();
      }
    }
  }

  @Test
  void shouldListTheTablesOfTheInformationSchema() throws IOException {
    String line =
        page().lines().filter(one -> one.startsWith("- `information_schema`")).findFirst().get();
    Set<String> told = named(line.substring(line.indexOf("with"), line.indexOf(": tables")));
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      for (String table : told) {
        assertThat(Script.outcome(session, "SELECT count(*) FROM information_schema." + table))
            .as(table)
            .noneMatch(row -> row.startsWith("!"));
      }
    }
    assertThat(told).hasSizeGreaterThan(8);
  }

  @Test
  void shouldListTheCodesOfRefusals() throws IOException, IllegalAccessException {
    String page = page();
    String table = page.substring(page.indexOf("## Refusals"));
    Set<String> told = new TreeSet<>();
    table
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| code"))
        .map(line -> cells(line).get(0))
        .forEach(cell -> STATE.matcher(cell).results().forEach(one -> told.add(one.group())));
    Set<String> states = new TreeSet<>();
    for (Field field : SqlState.class.getFields()) {
      states.add((String) field.get(null));
    }
    assertThat(told).isEqualTo(states);
  }
}
