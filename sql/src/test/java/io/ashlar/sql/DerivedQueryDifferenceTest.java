package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random conditions on views and queries in FROM select the same rows whether they are handed into
 * the query or judged above it: a limit that is never reached keeps them out.
 */
class DerivedQueryDifferenceTest {

  private static final int QUERIES = 500;

  private static final String LIMIT = " LIMIT 1000000";

  /** Queries with the columns a, b, c, all of them numbers. */
  private static final List<String> INNER =
      List.of(
          "SELECT id AS a, k AS b, n AS c FROM p",
          "SELECT k AS a, id AS b, m AS c FROM r WHERE m IS NOT NULL",
          "SELECT * FROM (SELECT id AS a, k AS b, n AS c FROM p WHERE n > 1) y WHERE b < 6",
          "SELECT p.id AS a, r.k AS b, r.m AS c FROM p JOIN r ON p.k = r.k",
          "SELECT p.id AS a, r.k AS b, r.m AS c FROM p LEFT JOIN r ON p.k = r.k AND r.m > 1",
          "SELECT p.id AS a, r.k AS b, r.id AS c FROM p FULL JOIN r ON p.id = r.k",
          "SELECT k AS a, k AS b, count(*) AS c FROM p GROUP BY k",
          "SELECT k AS a, n AS b, min(id) AS c FROM p GROUP BY k, n HAVING count(*) < 3",
          "SELECT k + 1 AS a, id AS b, max(n) AS c FROM p GROUP BY k + 1, id",
          "SELECT k AS a, n AS b, count(*) AS c FROM p GROUP BY ROLLUP (k, n)",
          "SELECT count(*) AS a, min(k) AS b, max(k) AS c FROM p",
          "SELECT DISTINCT k AS a, n AS b, 3 AS c FROM p",
          "SELECT id AS a, k AS b, (SELECT max(m) FROM r WHERE r.k = p.k) AS c FROM p",
          "SELECT k AS a, id AS b, n AS c FROM p JOIN (SELECT k, m FROM r) r USING (k)",
          "SELECT id AS a, k AS b, n AS c FROM p UNION ALL SELECT id, k, m FROM r",
          "SELECT id AS a, k * 2 AS b, k AS c FROM p ORDER BY n, id");

  private Random random;
  private final List<Object> given = new ArrayList<>();

  private String any(String... values) {
    return values[random.nextInt(values.length)];
  }

  private String value() {
    int number = random.nextInt(9);
    if (random.nextInt(4) == 0) {
      given.add((long) number);
      return "?";
    }
    return random.nextInt(12) == 0 ? "NULL" : number + (random.nextInt(6) == 0 ? ".5" : "");
  }

  private String column() {
    return any("x.a", "x.b", "x.c");
  }

  private String term(int depth) {
    return switch (random.nextInt(depth > 1 ? 7 : 10)) {
      case 0 -> column() + any(" IS NULL", " IS NOT NULL");
      case 1 -> column() + any(" BETWEEN ", " NOT BETWEEN ") + value() + " AND " + value();
      case 2 -> column() + any(" IN (", " NOT IN (") + value() + ", " + value() + ")";
      case 3 -> value() + any(" = ", " < ", " >= ") + column();
      case 4 -> column() + any(" = ", " <> ", " <= ") + column();
      case 5, 6 -> column() + any(" = ", " = ", " > ", " <> ") + value();
      case 7 -> "(" + term(depth + 1) + " OR " + term(depth + 1) + ")";
      case 8 -> column() + " + 1 > " + value();
      default -> "NOT (" + term(depth + 1) + ")";
    };
  }

  private String condition() {
    return random.nextInt(3) == 0 ? term(0) : term(0) + " AND " + term(0);
  }

  /** A query over one in FROM, whose place is marked. */
  private String query() {
    return switch (random.nextInt(8)) {
      case 0 -> "SELECT q.id, x.* FROM q JOIN @ x ON q.id = x.a AND " + condition();
      case 1 -> "SELECT q.id, x.* FROM q LEFT JOIN @ x ON q.k = x.b AND " + condition();
      case 2 -> "SELECT q.id, x.* FROM q LEFT JOIN @ x ON q.id = x.a WHERE " + condition();
      case 3 -> "SELECT q.id, x.* FROM q RIGHT JOIN @ x ON q.id = x.a AND " + condition();
      case 4 -> "SELECT q.id, x.* FROM q FULL JOIN @ x ON q.id = x.a WHERE " + condition();
      case 5 -> "SELECT id, (SELECT count(x.c) FROM @ x WHERE x.a = q.id AND x.b <> q.k) FROM q";
      default -> "SELECT * FROM @ x WHERE " + condition();
    };
  }

  private List<String> rows(SqlSession session, String query) {
    List<String> rows = new ArrayList<>();
    try (SqlStatement statement = session.prepare(query)) {
      for (int i = 0; i < given.size(); i++) {
        statement.bind(i, (Long) given.get(i));
      }
      try (SqlResult result = statement.query()) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 0; i < result.columns().size(); i++) {
            row.add(result.getString(i));
          }
          rows.add(String.join("|", row));
        }
      }
    } catch (RuntimeException e) {
      throw new AssertionError(query, e);
    }
    return rows.stream().sorted().toList();
  }

  private String number(int bound) {
    return random.nextInt(5) == 0 ? "NULL" : "" + random.nextInt(bound);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261130})
  void shouldSelectTheSameWhetherConditionsAreHandedDownOrNot(long seed) {
    random = new Random(seed);
    int rows = 0;
    int handed = 0;
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE p (id INT PRIMARY KEY, k INT, n NUMERIC(8,2))");
      session.execute("CREATE INDEX p_k ON p (k)");
      session.execute("CREATE TABLE q (id INT PRIMARY KEY, k INT)");
      session.execute("CREATE TABLE r (id INT, k INT, m BIGINT)");
      for (int id = 0; id < 12; id++) {
        session.execute("INSERT INTO p VALUES (" + id + ", " + number(7) + ", " + number(5) + ")");
        session.execute("INSERT INTO q VALUES (" + id + ", " + number(7) + ")");
        session.execute("INSERT INTO r VALUES (" + id + ", " + number(7) + ", " + number(5) + ")");
      }
      for (int i = 0; i < INNER.size(); i++) {
        session.execute("CREATE VIEW v" + i + " AS " + INNER.get(i));
        session.execute("CREATE VIEW w" + i + " AS SELECT c, b AS z, a FROM v" + i);
      }
      for (int i = 0; i < QUERIES; i++) {
        given.clear();
        int inner = random.nextInt(INNER.size());
        String query = query();
        String apart = "(" + INNER.get(inner) + LIMIT + ")";
        String derived =
            any(
                "(" + INNER.get(inner) + ")",
                "v" + inner,
                "(SELECT * FROM v" + inner + ")",
                "(SELECT a, z AS b, c FROM w" + inner + ")");
        String told = "seed " + seed + ", query " + i + ": " + query + " of " + derived;
        List<String> expected = rows(session, query.replace("@", apart));
        assertThat(rows(session, query.replace("@", derived))).as(told).isEqualTo(expected);
        rows += expected.size();
        if (given.isEmpty() && query.startsWith("SELECT * FROM @")) {
          String plan = rows(session, "EXPLAIN " + query.replace("@", derived)).toString();
          handed += plan.contains("range ") ? 1 : 0;
        }
      }
    }
    assertThat(rows).as("seed %d", seed).isGreaterThan(QUERIES);
    assertThat(handed).as("seed %d", seed).isGreaterThan(QUERIES / 50);
  }
}
