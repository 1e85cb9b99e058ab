package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that a session keeps: by their text, and for texts with other literals. */
class StatementCacheTest {

  private Database database;
  private SqlSession session;

  @BeforeEach
  void open() {
    database = Database.inMemory();
    session = Sql.session(database);
    session.execute("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(5), amount DECIMAL(9, 2))");
    session.execute("INSERT INTO t VALUES (1, 'one', 1.50), (2, 'two', 20.00), (3, NULL, 3.25)");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private List<String> run(String text) {
    return Script.unprepared(session, text);
  }

  /** How many plans are kept for texts without their literals. */
  private int plans() {
    return session.cache().lifted();
  }

  @Test
  void shouldServeOtherLiteralsByOnePlan() {
    int before = plans();
    assertThat(run("SELECT name FROM t WHERE id = 1")).containsExactly("one");
    assertThat(run("select NAME from t where ID=2")).containsExactly("two");
    assertThat(run("SELECT name FROM t WHERE id = -7")).isEmpty();
    assertThat(plans()).isEqualTo(before + 1);
    // What the literal is decides what it is compared as.
    assertThat(run("SELECT name FROM t WHERE id = 4294967297")).isEmpty();
    assertThat(run("SELECT name FROM t WHERE id = '2'")).containsExactly("two");
    assertThat(run("SELECT name FROM t WHERE id = 1.0")).containsExactly("one");
    assertThat(plans()).isEqualTo(before + 4);
  }

  @Test
  void shouldServeByAPlanOfAPartialIndexNoOtherRowsThanItHas() {
    run("CREATE TABLE jobs (id INT PRIMARY KEY, state TEXT, n INT)");
    run("INSERT INTO jobs VALUES (1, 'open', 1), (2, 'open', 2), (3, 'closed', 3)");
    run("CREATE INDEX open_jobs ON jobs (n) WHERE state = 'open'");
    int before = plans();
    String text = "SELECT id FROM jobs WHERE state = '%s' AND n > %d";
    assertThat(run(text.formatted("open", 0))).containsExactly("1", "2");
    assertThat(run(text.formatted("open", 1))).containsExactly("2");
    assertThat(plans()).isEqualTo(before + 1);
    assertThat(run(text.formatted("closed", 0))).containsExactly("3");
    assertThat(run(text.formatted("none", 0))).isEmpty();
    assertThat(run(text.formatted("open", 0))).containsExactly("1", "2");
    assertThat(plans()).isEqualTo(before + 3);
    for (int i = 0; i < 20; i++) {
      assertThat(run(text.formatted("s" + i, 0))).isEmpty();
      assertThat(run(text.formatted("closed", 0))).containsExactly("3");
    }
    run("DROP INDEX open_jobs");
    assertThat(run(text.formatted("open", 1))).containsExactly("2");
  }

  @Test
  void shouldFoldAnewWhatWasFoldedOfLiterals() {
    int before = plans();
    for (int i = 0; i < 20; i++) {
      String row = "(" + (i + 100) + ", 'n" + i + "', " + i + ".5" + i % 2 + ")";
      assertThat(run("INSERT INTO t VALUES " + row)).containsExactly("= 1");
      assertThat(run("SELECT name, amount FROM t WHERE id = 99 + " + (i + 1)))
          .containsExactly("n" + i + "|" + i + ".5" + i % 2);
    }
    // One for the queries, and one for each number of digits that a decimal has.
    assertThat(plans()).isEqualTo(before + 4);
    assertThat(run("INSERT INTO t VALUES (500, 'longer', 1.00)")).containsExactly("! 22001 1:28");
    assertThat(run("SELECT id FROM t WHERE id = 500")).isEmpty();
  }

  @Test
  void shouldSayWhereALiteralIsWrongAsIfItHadNotBeenReplaced() {
    String good = "SELECT id FROM t WHERE   id = '1' AND  DATE '2026-01-01' < '2026-02-02'";
    assertThat(run(good)).containsExactly("1");
    assertThat(run(good.replace("'1'", "'x'")))
        .isEqualTo(Script.outcome(session, good.replace("'1'", "'x'")));
    String wrong = good.replace("2026-02-02", "2026-02-30");
    assertThat(run(wrong)).hasSize(1).isEqualTo(Script.outcome(session, wrong));
    assertThat(run(wrong).get(0)).startsWith("! 22").contains("1:");
    assertThat(run(good)).containsExactly("1");
    assertThatThrownBy(
            () -> session.takeUnprepared("SELECT id FROM u WHERE a = 1", KeyColumns.none()))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("column=16");
  }

  @Test
  void shouldPlanAnewWhenTableIsDefinedAnew() {
    String text = "SELECT * FROM t WHERE id = ";
    assertThat(run(text + 1)).containsExactly("1|one|1.50");
    session.execute("ALTER TABLE t ADD COLUMN more INT");
    assertThat(run(text + 2)).containsExactly("2|two|20.00|~");
    session.execute("CREATE INDEX by_name ON t (name)");
    assertThat(run(text + 3)).containsExactly("3|~|3.25|~");
    session.execute("DROP TABLE t");
    assertThat(run(text + 3)).containsExactly("! 42P01 1:15");
    session.execute("CREATE TABLE t (id VARCHAR(3) PRIMARY KEY)");
    session.execute("INSERT INTO t VALUES ('3')");
    assertThat(run("SELECT * FROM t WHERE id = '3'")).containsExactly("3");
  }

  @Test
  void shouldNotMixRunsOfOneTextThatAreOpenAtOnce() {
    String text = "SELECT name FROM t WHERE id >= 1 AND id <= ";
    try (SqlStatement first = session.takeUnprepared(text + 2, KeyColumns.none());
        SqlResult rows = first.query()) {
      assertThat(rows.next()).isTrue();
      try (SqlStatement second = session.takeUnprepared(text + 1, KeyColumns.none());
          SqlResult others = second.query()) {
        assertThat(second).isNotSameAs(first);
        assertThat(others.next()).isTrue();
        assertThat(others.next()).isFalse();
      }
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(0)).isEqualTo("two");
    }
  }

  @Test
  void shouldNotServeByAPlanThatRestsOnANullThatIsNone() {
    String text = "SELECT id FROM t WHERE id = 1 AND (id + nullif(1, %d) < 9) IS NULL";
    assertThat(run(text.formatted(1))).containsExactly("1");
    // The plan of the first refuses this one, and the next as well, since it still is for null.
    try (SqlStatement second = session.takeUnprepared(text.formatted(2), KeyColumns.none());
        SqlResult none = second.query()) {
      assertThat(none.next()).isFalse();
      assertThat(run(text.formatted(3))).isEmpty();
    }
    assertThat(run(text.formatted(1))).containsExactly("1");
  }

  @Test
  void shouldGiveOutAStatementWithoutTheValuesOfItsLastUser() {
    String text = "SELECT name FROM t WHERE id = ?";
    SqlStatement first = session.take(text, KeyColumns.none()).bind(0, 1L);
    try (SqlResult rows = first.query()) {
      assertThat(rows.next()).isTrue();
    }
    first.attach("known");
    first.close();
    assertThatThrownBy(first::query).isInstanceOf(SqlException.class);
    try (SqlStatement again = session.take(text, KeyColumns.none());
        SqlResult rows = again.query()) {
      assertThat(again.attachment()).isEqualTo("known");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void shouldKeepNoMoreThanItHasRoomFor() {
    for (int i = 0; i < 2 * StatementCache.CAPACITY; i++) {
      assertThat(run("SELECT " + i)).containsExactly("" + i);
      assertThat(run("SELECT name AS n" + i + " FROM t WHERE id = 1")).containsExactly("one");
    }
    assertThat(session.cache().size()).isEqualTo(StatementCache.CAPACITY);
    assertThat(plans()).isLessThanOrEqualTo(StatementCache.CAPACITY);
    // A plan rests on the name of a field, which is another each time.
    for (String field :
        List.of(
            "year", "month", "day", "hour", "minute", "second", "doy", "dow", "week", "quarter",
            "decade", "century")) {
      String text =
          "SELECT id FROM t WHERE id = 1 AND date_part('%s', TIMESTAMP '2026-01-01') >= 0";
      assertThat(run(text.formatted(field))).containsExactly("1");
    }
    assertThat(run("SELECT name FROM t WHERE id = 2")).containsExactly("two");
  }
}
