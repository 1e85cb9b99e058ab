package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.IsolationLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes that wait for a row which another transaction then commits otherwise: they judge the row
 * anew, with all of their condition, and compute from what it has become; in tables with a primary
 * key and without.
 */
@ParameterizedClass
@ValueSource(strings = {"PRIMARY KEY", "UNIQUE"})
class ChangeIsolationTest {

  private final String key;
  private Database database;

  ChangeIsolationTest(String key) {
    this.key = key;
  }

  @BeforeEach
  void open() {
    database = Database.inMemory();
    try (SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE t (id INT " + key + ", k INT UNIQUE, n INT)");
      session.execute("CREATE TABLE u (tid INT, v INT)");
      session.execute("INSERT INTO t VALUES (1, 10, 1), (2, 20, 2)");
      session.execute("INSERT INTO u VALUES (1, 1), (2, 2)");
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  static Stream<Arguments> changes() {
    String update = "UPDATE t SET n = 100 WHERE id = 1";
    String delete = "DELETE FROM t WHERE id = 1";
    String insert = "INSERT INTO t VALUES (3, 30, 7)";
    return Stream.of(
        // Conditions that do not hold any more.
        change(update, "UPDATE t SET n = n * 2 WHERE n = 1", 0, "1|10|100 2|20|2"),
        change(update, "UPDATE t SET n = n * 2 WHERE abs(n) = 1", 0, "1|10|100 2|20|2"),
        change(
            update,
            "UPDATE t SET n = 5 WHERE EXISTS (SELECT 1 FROM u WHERE u.tid = t.id AND u.v = t.n)",
            1,
            "1|10|100 2|20|5"),
        change(update, "UPDATE t SET n = 5 WHERE n IN (SELECT v FROM u)", 1, "1|10|100 2|20|5"),
        change(
            update,
            "UPDATE t SET n = 5 FROM u WHERE u.tid = t.id AND u.v = t.n",
            1,
            "1|10|100 2|20|5"),
        change(update, "DELETE FROM t USING u WHERE u.tid = t.id AND u.v = t.n", 1, "1|10|100"),
        change(update, "DELETE FROM t WHERE n = 1 LIMIT 5", 0, "1|10|100 2|20|2"),
        change(update, "DELETE FROM t WHERE n < 3 ORDER BY n + id LIMIT 2", 1, "1|10|100"),
        change(
            update,
            "MERGE INTO t USING u ON u.tid = t.id WHEN MATCHED AND t.n = u.v THEN DELETE",
            1,
            "1|10|100"),
        change(
            update,
            "MERGE INTO t USING u ON u.tid = t.id AND u.v = t.n WHEN MATCHED THEN UPDATE SET n = 5"
                + " WHEN NOT MATCHED BY SOURCE THEN UPDATE SET n = t.n + 1",
            2,
            "1|10|101 2|20|5"),
        change(
            update,
            "INSERT INTO t VALUES (1, 11, 9) ON CONFLICT (id) DO UPDATE SET n = 9 WHERE t.n = 1",
            0,
            "1|10|100 2|20|2"),
        // Values are those of the row as it has become.
        change(update, "UPDATE t SET n = n + 1 WHERE id = 1", 1, "1|10|101 2|20|2"),
        change(update, "UPDATE t SET n = n * 2 WHERE id = 1", 1, "1|10|200 2|20|2"),
        change(
            update, "UPDATE t SET n = t.n + u.v FROM u WHERE u.tid = t.id", 2, "1|10|101 2|20|4"),
        change(
            update,
            "UPDATE t SET n = t.n + (SELECT sum(v) FROM u WHERE t.n > 50) WHERE id = 1",
            1,
            "1|10|103 2|20|2"),
        change(
            update,
            "MERGE INTO t USING u ON u.tid = t.id WHEN MATCHED THEN UPDATE SET n = t.n + u.v",
            2,
            "1|10|101 2|20|4"),
        change(
            update,
            "INSERT INTO t VALUES (1, 11, 9) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n",
            1,
            "1|10|109 2|20|2"),
        change(
            update,
            "INSERT INTO t VALUES (5, 10, 9) ON CONFLICT (k) DO UPDATE SET n = t.n + excluded.n",
            1,
            "1|10|109 2|20|2"),
        change(
            update,
            "INSERT INTO t VALUES (5, 10, 9) ON DUPLICATE KEY UPDATE n = n + 1",
            1,
            "1|10|101 2|20|2"),
        change(update, "REPLACE INTO t VALUES (1, 12, 9)", 1, "1|12|9 2|20|2"),
        change(update, "MERGE INTO t (id, k) KEY (id) VALUES (1, 12)", 1, "1|12|100 2|20|2"),
        // The row has gone.
        change(delete, "UPDATE t SET n = n * 2 WHERE id < 3", 1, "2|20|4"),
        change(delete, "DELETE FROM t USING u WHERE u.tid = t.id", 1, ""),
        change(
            delete,
            "INSERT INTO t VALUES (1, 10, 9) ON CONFLICT (id) DO UPDATE SET n = t.n + 1",
            1,
            "1|10|9 2|20|2"),
        change(delete, "INSERT INTO t VALUES (1, 10, 9) ON CONFLICT DO NOTHING", 0, "2|20|2"),
        change(
            delete,
            "INSERT INTO t VALUES (4, 10, 9) ON CONFLICT (k) DO UPDATE SET n = t.n + 1",
            1,
            "2|20|2 4|10|9"),
        // The row has come.
        change(
            insert,
            "INSERT INTO t VALUES (3, 31, 9) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n",
            1,
            "1|10|1 2|20|2 3|30|16"),
        change(
            insert,
            "INSERT INTO t VALUES (4, 30, 9) ON CONFLICT (k) DO UPDATE SET n = t.n + excluded.n",
            1,
            "1|10|1 2|20|2 3|30|16"),
        change(
            insert,
            "INSERT INTO t VALUES (4, 30, 9), (5, 50, 9) ON CONFLICT DO NOTHING",
            1,
            "1|10|1 2|20|2 5|50|9 3|30|7"),
        change(insert, "INSERT OR IGNORE INTO t VALUES (3, 31, 9)", 0, "1|10|1 2|20|2 3|30|7"),
        change(insert, "REPLACE INTO t VALUES (4, 30, 9)", 1, "1|10|1 2|20|2 4|30|9"),
        change(
            insert,
            "INSERT INTO t VALUES (4, 30, 9) ON DUPLICATE KEY UPDATE n = n + 1",
            1,
            "1|10|1 2|20|2 3|30|8"));
  }

  private static Arguments change(String first, String second, long rows, String after) {
    return Arguments.of(first, second, rows, after);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldJudgeAndComputeAnewWhenRowHasChanged(
      String first, String second, long rows, String after) throws InterruptedException {
    Object outcome = meet(IsolationLevel.READ_COMMITTED, first, second, true);
    assertThat(outcome).isEqualTo(rows);
    assertThat(table()).containsExactlyInAnyOrder(after.isEmpty() ? none() : after.split(" ", -1));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldBeAsAloneWhenTheOtherIsRolledBack(String first, String second)
      throws InterruptedException {
    Object outcome = meet(IsolationLevel.READ_COMMITTED, first, second, false);
    List<String> met = table();
    close();
    open();
    try (SqlSession alone = Sql.session(database)) {
      assertThat(outcome).isEqualTo(alone.execute(second));
    }
    assertThat(met).isEqualTo(table());
  }

  /** At higher levels the statement sees what it would have seen alone, or is refused. */
  @ParameterizedTest
  @MethodSource("changes")
  void shouldBeRefusedWhenViewIsOlder(String first, String second) throws InterruptedException {
    for (IsolationLevel level : List.of(IsolationLevel.SNAPSHOT, IsolationLevel.SERIALIZABLE)) {
      try (SqlSession early = Sql.session(database);
          SqlSession other = Sql.session(database)) {
        early.setIsolation(level);
        early.begin();
        try (SqlStatement read = early.prepare("SELECT count(*) FROM t");
            SqlResult result = read.query()) {
          assertThat(result.next()).isTrue();
        }
        assertThat(other.execute(first)).isEqualTo(1);
        if (first.startsWith("DELETE") && second.endsWith("DO NOTHING")) {
          // In its view the row is there, and it writes nothing.
          assertThat(early.execute(second)).isZero();
          early.commit();
        } else {
          assertThatThrownBy(
                  () -> {
                    early.execute(second);
                    early.commit();
                  })
              .as("%s: %s", level, second)
              .isInstanceOf(RetryableException.class);
        }
      }
      close();
      open();
    }
  }

  private static String[] none() {
    return new String[0];
  }

  /** What the second statement comes to, which waits for the first, and then goes on. */
  private Object meet(IsolationLevel level, String first, String second, boolean commits)
      throws InterruptedException {
    AtomicReference<Object> outcome = new AtomicReference<>();
    try (SqlSession holder = Sql.session(database)) {
      holder.begin();
      assertThat(holder.execute(first)).isEqualTo(1);
      Thread waiting =
          new Thread(
              () -> {
                try (SqlSession session = Sql.session(database)) {
                  session.setIsolation(level);
                  outcome.set(session.execute(second));
                } catch (RuntimeException e) {
                  outcome.set(e);
                }
              },
              "waiting");
      waiting.start();
      while (waiting.getState() != Thread.State.WAITING
          && waiting.getState() != Thread.State.TIMED_WAITING
          && waiting.isAlive()) {
        Thread.onSpinWait();
      }
      if (commits) {
        holder.commit();
      } else {
        holder.rollback();
      }
      waiting.join();
    }
    return outcome.get();
  }

  private List<String> table() {
    List<String> rows = new ArrayList<>();
    try (SqlSession session = Sql.session(database);
        SqlStatement statement = session.prepare("SELECT * FROM t ORDER BY id");
        SqlResult result = statement.query()) {
      while (result.next()) {
        rows.add(result.getString(0) + "|" + result.getString(1) + "|" + result.getString(2));
      }
    }
    return rows;
  }
}
