package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change that is executed again knows nothing of the rows that it met before. */
class PreparedChangeTest {

  private static final int TIMES = 3;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (1, 10, 5), (7, 70, 7)"
            + " ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n",
        "INSERT INTO t VALUES (1, 10, 5) ON CONFLICT (k) DO UPDATE SET n = t.n + 1 WHERE t.n < 3",
        "INSERT INTO t VALUES (1, 10, 5), (8, 80, 5) ON CONFLICT DO NOTHING",
        "INSERT INTO t VALUES (9, 10, 5) ON DUPLICATE KEY UPDATE n = n + 1",
        "REPLACE INTO t VALUES (1, 20, 5)",
        "UPDATE t SET n = t.n + u.v FROM u WHERE u.tid = t.id",
        "UPDATE t SET n = n * 2 + (SELECT count(*) FROM u)",
        "UPDATE t SET k = 40 - k",
        "DELETE FROM t USING u WHERE u.tid = t.id AND t.n > 3",
        "MERGE INTO t USING u ON u.tid = t.id WHEN MATCHED THEN UPDATE SET n = t.n + u.v"
            + " WHEN NOT MATCHED THEN INSERT VALUES (u.tid, u.tid * 10, 0)",
        "MERGE INTO t USING u ON u.tid = t.id WHEN MATCHED AND t.n > 3 THEN DELETE"
            + " WHEN NOT MATCHED BY SOURCE THEN UPDATE SET n = t.n + 1",
        "MERGE INTO t (id, n) KEY (id) VALUES (1, 9), (6, 9)"
      })
  void shouldDoTheSameWhenItIsExecutedAgain(String change) {
    List<Object> prepared = new ArrayList<>();
    try (Database database = database();
        SqlSession session = Sql.session(database)) {
      try (SqlStatement statement = session.prepare(change)) {
        for (int i = 0; i < TIMES; i++) {
          prepared.add(statement.execute());
        }
      }
      prepared.add(Script.outcome(session, "SELECT * FROM t ORDER BY id"));
    }
    List<Object> anew = new ArrayList<>();
    try (Database database = database()) {
      for (int i = 0; i < TIMES; i++) {
        try (SqlSession session = Sql.session(database);
            SqlStatement statement = session.prepare(change)) {
          anew.add(statement.execute());
        }
      }
      try (SqlSession session = Sql.session(database)) {
        anew.add(Script.outcome(session, "SELECT * FROM t ORDER BY id"));
      }
    }
    assertThat(prepared).isEqualTo(anew).hasSize(TIMES + 1).doesNotContain(List.of());
  }

  private static Database database() {
    Database database = Database.inMemory();
    try (SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE t (id INT PRIMARY KEY, k INT UNIQUE, n INT)");
      session.execute("CREATE TABLE u (tid INT, v INT)");
      session.execute("INSERT INTO t VALUES (1, 10, 1), (2, 20, 2), (3, 30, 3)");
      session.execute("INSERT INTO u VALUES (1, 1), (2, 2), (4, 4)");
    }
    return database;
  }
}
