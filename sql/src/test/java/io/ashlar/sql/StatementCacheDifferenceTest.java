package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The same random statements, with plans that serve texts of other literals and without: the same
 * rows, the same counts, the same failures at the same places. Among the literals are those that
 * are no values of what they meet, and statements on which a plan may rest.
 */
class StatementCacheDifferenceTest {

  private static final int STATEMENTS = 6_000;

  /** Of each a few, so that texts that differ in literals alone come again and again. */
  private static final List<String> SHAPES =
      List.of(
          "SELECT id, a, s FROM t WHERE id = #",
          "SELECT id, a, s FROM t WHERE id = # AND s = $",
          "SELECT id FROM t WHERE a + # > b * # ORDER BY 1",
          "SELECT id, n FROM t WHERE n = # OR n < # ORDER BY 2, 1 LIMIT 7",
          "SELECT id FROM t WHERE n BETWEEN # AND # ORDER BY id LIMIT #",
          "SELECT id FROM t WHERE a / # = # ORDER BY id",
          "SELECT id FROM t WHERE s LIKE $ ORDER BY id",
          "SELECT id FROM t WHERE s LIKE $ ESCAPE '!' ORDER BY id",
          "SELECT id FROM t WHERE s || $ > $ AND length(s) < # ORDER BY id",
          "SELECT id FROM t WHERE a IN (#, #, #) ORDER BY id",
          "SELECT id FROM t WHERE a + 0 IN (#, #) AND s NOT IN ($, $, $) ORDER BY id",
          "SELECT id FROM t WHERE d = @ OR d > @ ORDER BY id",
          "SELECT id FROM t WHERE d = DATE '2026-01-03' - # ORDER BY id",
          "SELECT id FROM t WHERE d > CAST(@ AS DATE) ORDER BY id",
          "SELECT id FROM t WHERE extract(year FROM d) = # AND date_part($, d) > # ORDER BY id",
          "SELECT id FROM t WHERE date_trunc('month', d) = @ ORDER BY id",
          "SELECT id FROM t WHERE date_part($, d) > # ORDER BY id",
          "SELECT id FROM t WHERE date_trunc($, d) = d ORDER BY id",
          "SELECT id FROM t WHERE dateadd($, #, d) > DATE '2026-03-01' ORDER BY id",
          "SELECT id FROM t WHERE extract($ FROM d) < # ORDER BY id",
          "SELECT id FROM t WHERE date_part($, DATE '2027-02-03') = id + # ORDER BY id",
          "SELECT id FROM t WHERE coalesce(a, #) = nullif(#, #) ORDER BY id",
          "SELECT id FROM t WHERE CASE WHEN a > # THEN # ELSE b END = # ORDER BY id",
          "SELECT id FROM t WHERE CASE a WHEN # THEN $ ELSE s END = $ ORDER BY id",
          "SELECT id FROM t WHERE # = # AND a = # ORDER BY id",
          "SELECT id FROM t WHERE a = (SELECT max(a) FROM t WHERE b < # AND s > $) ORDER BY id",
          "SELECT id FROM t WHERE a IN (SELECT b FROM t WHERE n > #) ORDER BY id OFFSET #",
          "SELECT t.id FROM t JOIN u ON u.id = t.a WHERE u.v = # AND t.b < # ORDER BY t.id",
          "SELECT t.id FROM t LEFT JOIN u ON u.id = t.a AND u.v > 2 WHERE t.b = # ORDER BY t.id",
          "SELECT a, count(*), sum(n) FROM t WHERE b > # GROUP BY a HAVING count(*) > 1 ORDER BY 1",
          "SELECT a + 1, count(*) FROM t WHERE a + 1 > # GROUP BY a + 1 ORDER BY 1",
          "SELECT DISTINCT s FROM t WHERE a < # ORDER BY 1 LIMIT # OFFSET #",
          "SELECT id FROM t WHERE r > # AND r < #.5e0 ORDER BY id",
          "SELECT id FROM t WHERE a = -# OR a = - # OR a-# = -1 ORDER BY id",
          "SELECT id FROM t WHERE x = $ OR x = X'0a' ORDER BY id",
          "SELECT id FROM e WHERE d = @ AND a / # > 1",
          "INSERT INTO t (id, a, b, n, s) VALUES (#, #, #, #, $)",
          "INSERT INTO t (id, n, d, r, x) VALUES (#, #, @, #, X'0a0b'), (#, #, @, #, NULL)",
          "INSERT INTO t (id, s) SELECT id + 1000, s FROM t WHERE a = # AND id < 500",
          "UPDATE t SET a = #, s = $ WHERE id = #",
          "UPDATE t SET a = a + #, b = b - 1 WHERE a < # AND s > $",
          "UPDATE t SET n = n * # WHERE id = #",
          "UPDATE t SET d = @, r = # / 4.0 WHERE b = #",
          "DELETE FROM t WHERE id = #",
          "DELETE FROM t WHERE a > # AND s LIKE $");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "5",
          "-1",
          "7",
          "12",
          "100",
          "-7",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1.5",
          "2.50",
          "0.001",
          "-12.345",
          "1e2",
          "0x1F",
          "1_000",
          "'3'",
          "'x'",
          "' 4 '",
          "''");

  private static final List<String> TEXTS =
      List.of(
          "'a'",
          "'b'",
          "'abc'",
          "'a%'",
          "'%b_'",
          "''",
          "'it''s'",
          "E'\\t'",
          "$$q$$",
          "'year'",
          "'month'",
          "'none'",
          "'a!%'",
          "'much longer than it may be'",
          "'\\'",
          "5",
          "2.5",
          "'ü😀'");

  private static final List<String> DATES =
      List.of(
          "'2026-01-01'", "'2026-01-02'", "'2026-02-30'", "'2025-12-31'", "'today'", "'x'", "5");

  private final Random random;
  private final long seed = System.nanoTime();

  StatementCacheDifferenceTest() {
    random = new Random(seed);
  }

  private String any(List<String> values) {
    // The first ones come often, so that statements also do what they say.
    int bound = random.nextInt(3) == 0 ? values.size() : Math.min(values.size(), 8);
    return values.get(random.nextInt(bound));
  }

  private String statement() {
    StringBuilder text = new StringBuilder();
    for (char c : SHAPES.get(random.nextInt(SHAPES.size())).toCharArray()) {
      switch (c) {
        case '#' -> text.append(any(NUMBERS));
        case '$' -> text.append(any(TEXTS));
        case '@' -> text.append(any(DATES));
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  private static void define(SqlSession session) {
    session.execute(
        "CREATE TABLE t (id INT PRIMARY KEY, a INT, b BIGINT, n DECIMAL(9, 3), s VARCHAR(10),"
            + " d DATE, r DOUBLE PRECISION, x VARBINARY(8))");
    session.execute("CREATE INDEX by_a ON t (a)");
    session.execute("CREATE INDEX by_s ON t (s)");
    session.execute("CREATE TABLE u (id INT PRIMARY KEY, v INT)");
    session.execute("CREATE TABLE e (d DATE, a INT)");
    for (int i = 0; i < 12; i++) {
      session.execute("INSERT INTO u VALUES (" + i + ", " + i % 4 + ")");
      session.execute(
          "INSERT INTO t VALUES ("
              + i
              + ", "
              + i % 5
              + ", "
              + i % 3
              + ", "
              + i
              + ".250, 'a"
              + i
              + "', DATE '2026-01-01' + "
              + i % 4
              + ", "
              + i
              + " / 2.0, NULL)");
    }
  }

  @Test
  void shouldGiveTheSameWithAndWithoutPlansOfOthers() {
    try (Database one = Database.inMemory();
        Database other = Database.inMemory();
        SqlSession cached = Sql.session(one);
        SqlSession plain = Sql.session(other)) {
      define(cached);
      define(plain);
      int failed = 0;
      for (int i = 0; i < STATEMENTS; i++) {
        if (i % 500 == 0) {
          for (SqlSession session : List.of(cached, plain)) {
            session.execute("DELETE FROM t WHERE id >= 12");
            session.execute(i % 1_000 == 0 ? "CREATE INDEX again ON t (n)" : "DROP INDEX again");
          }
        }
        String text = statement();
        List<String> expected = Script.outcome(plain, text);
        assertThat(Script.unprepared(cached, text))
            .as("seed %d statement %d: %s", seed, i, text)
            .isEqualTo(expected);
        failed += !expected.isEmpty() && expected.get(0).startsWith("!") ? 1 : 0;
      }
      assertThat(failed).as("seed %d", seed).isBetween(STATEMENTS / 20, STATEMENTS * 3 / 4);
      assertThat(cached.cache().lifted()).isGreaterThan(SHAPES.size());
    }
  }
}
