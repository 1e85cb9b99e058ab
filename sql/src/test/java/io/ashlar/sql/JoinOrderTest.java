package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However tables are written one behind the other, no join makes more rows than it must. */
class JoinOrderTest {

  private static final int ROWS = 10;
  private static final Pattern COUNTED = Pattern.compile("rows=(\\d+)");

  /** Each column of a table has the numbers from 1 on, so that an equality leaves as many rows. */
  @ParameterizedTest
  @ValueSource(ints = {3, 16, 64})
  void shouldMakeFewRowsWhenTablesAreTiedInAChain(int tables) {
    Random random = new Random(tables);
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      List<Integer> chain = new ArrayList<>();
      for (int i = 1; i <= tables; i++) {
        chain.add(i);
        fill(session, i, random);
      }
      Collections.shuffle(chain, random);
      String query = query(chain, random);
      assertThat(Script.outcome(session, query)).hasSize(1);
      int steps = 0;
      for (String line : Script.outcome(session, "explain analyze " + query)) {
        Matcher counted = COUNTED.matcher(line);
        if (counted.find()) {
          steps++;
          assertThat(Integer.parseInt(counted.group(1))).as(line).isLessThanOrEqualTo(ROWS);
        }
      }
      assertThat(steps).isGreaterThanOrEqualTo(2 * tables - 1);
    }
  }

  private static void fill(SqlSession session, int table, Random random) {
    session.execute(
        "create table t" + table + " (a" + table + " int primary key, b" + table + " int)");
    List<Integer> numbers = new ArrayList<>();
    for (int row = 1; row <= ROWS; row++) {
      numbers.add(row);
    }
    Collections.shuffle(numbers, random);
    for (int row = 1; row <= ROWS; row++) {
      session.execute(
          "insert into t" + table + " values (" + row + ", " + numbers.get(row - 1) + ")");
    }
  }

  private static String query(List<Integer> chain, Random random) {
    List<String> terms = new ArrayList<>();
    for (int i = 1; i < chain.size(); i++) {
      terms.add("a" + chain.get(i - 1) + " = b" + chain.get(i));
    }
    terms.add("b" + chain.get(chain.size() / 2) + " = 5");
    Collections.shuffle(terms, random);
    List<String> from = new ArrayList<>();
    chain.forEach(table -> from.add("t" + table));
    Collections.shuffle(from, random);
    return "select a"
        + chain.get(0)
        + " from "
        + String.join(", ", from)
        + " where "
        + String.join(" and ", terms);
  }

  @Test
  void shouldReadEachTableOnceWhenNoKeyHelps() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("create table x (id int primary key, k int)");
      session.execute("create table y (id int primary key, k int)");
      for (int i = 0; i < 300; i++) {
        session.execute("insert into x values (" + i + ", " + i + ")");
        session.execute("insert into y values (" + i + ", " + (i + 1) + ")");
      }
      List<String> lines =
          Script.outcome(session, "explain analyze select x.id from x join y on y.k = x.k");
      assertThat(lines).filteredOn(line -> line.contains("rows=300 time")).hasSize(2);
      assertThat(lines.get(1)).startsWith("rows=299 ");
    }
  }
}
