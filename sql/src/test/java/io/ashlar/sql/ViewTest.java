package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views outlive the database that made them, and statements follow them. */
class ViewTest {

  @TempDir Path directory;

  private Database database;
  private SqlSession session;

  @BeforeEach
  void open() {
    database = Database.open(directory);
    session = Sql.session(database);
  }

  @AfterEach
  void close() {
    assertThat(database.maintenance().verify().problems()).isEmpty();
    session.close();
    database.close();
  }

  private void execute(String... statements) {
    for (String statement : statements) {
      assertThat(session.execute(statement)).as(statement).isNotNegative();
    }
  }

  private static List<String> rows(SqlStatement statement) {
    List<String> rows = new ArrayList<>();
    try (SqlResult result = statement.query()) {
      while (result.next()) {
        rows.add(result.getString(0));
      }
    }
    return rows;
  }

  private List<String> rows(String query) {
    try (SqlStatement statement = session.prepare(query)) {
      return rows(statement);
    }
  }

  @Test
  void shouldReadViewsWhenReopened() {
    execute(
        "CREATE TABLE t (id INT PRIMARY KEY, \"Name\" TEXT)",
        "INSERT INTO t VALUES (1, 'it''s'), (2, '\u00e4\ud83d\ude00')",
        "CREATE VIEW v AS SELECT \"Name\" || '\u00e4' AS n, id + 1 AS next FROM t WHERE id > 0 -- all",
        "CREATE VIEW w AS SELECT * FROM v WHERE next = 3",
        "ALTER TABLE t ADD COLUMN more INT DEFAULT 1",
        "CREATE OR REPLACE VIEW v AS SELECT \"Name\" AS n, id + 1 AS next, more FROM t");
    List<String> names = rows("SELECT n FROM v ORDER BY next");
    close();
    open();
    assertThat(rows("SELECT n FROM v ORDER BY next")).isEqualTo(names).hasSize(2);
    assertThat(rows("SELECT n FROM w")).containsExactly("\u00e4\ud83d\ude00");
    assertThat(rows("SELECT count(*) FROM w JOIN v ON v.n = w.n")).containsExactly("1");
    execute("DROP TABLE t CASCADE");
    close();
    open();
    assertThat(database.schema().views()).isEmpty();
  }

  @Test
  void shouldFollowViewsThatAreReplacedWhenPreparedBefore() {
    execute(
        "CREATE TABLE t (id INT PRIMARY KEY)",
        "INSERT INTO t VALUES (1), (2)",
        "CREATE VIEW v AS SELECT id FROM t WHERE id = 1",
        "CREATE VIEW w AS SELECT id FROM v");
    try (SqlStatement statement = session.prepare("SELECT id FROM w")) {
      assertThat(rows(statement)).containsExactly("1");
      execute("CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id = 2");
      assertThat(rows(statement)).containsExactly("2");
      execute("CREATE OR REPLACE VIEW v AS SELECT CAST(id AS TEXT) AS id FROM t");
      assertThatThrownBy(statement::query)
          .isInstanceOfSatisfying(
              SqlException.class,
              refused -> assertThat(refused.sqlState()).isEqualTo(SqlState.FEATURE_NOT_SUPPORTED));
    }
    try (SqlStatement statement = session.prepare("SELECT id FROM w")) {
      execute("DROP VIEW w");
      assertThatThrownBy(statement::query)
          .isInstanceOfSatisfying(
              SqlException.class,
              refused -> assertThat(refused.sqlState()).isEqualTo(SqlState.UNDEFINED_TABLE));
      execute("CREATE TABLE w (id INT)", "INSERT INTO w VALUES (7)");
    }
    assertThat(rows("SELECT id FROM w")).containsExactly("7");
  }

  /** What the query of a view meets later is told at the name of the view. */
  @Test
  void shouldTellThatAViewIsRefusedWhenATypeHasChanged() {
    execute("CREATE TABLE t (id INT PRIMARY KEY, n INT)", "INSERT INTO t VALUES (1, 2)");
    execute("CREATE VIEW v AS SELECT id FROM t", "CREATE VIEW w AS SELECT abs(id) AS a FROM v");
    execute("CREATE OR REPLACE VIEW v AS SELECT DATE '2026-01-31' AS id FROM t");
    assertThatThrownBy(() -> session.prepare("SELECT * FROM w"))
        .isInstanceOfSatisfying(
            SqlException.class,
            refused -> {
              assertThat(refused.sqlState()).isEqualTo(SqlState.UNDEFINED_FUNCTION);
              assertThat(refused.line()).isEqualTo(1);
              assertThat(refused.column()).isEqualTo(15);
              assertThat(refused.facts()).containsEntry("view", "w");
            });
    execute("CREATE OR REPLACE VIEW v AS SELECT id FROM t");
    assertThat(rows("SELECT a FROM w")).containsExactly("1");
  }

  @Test
  void shouldRefuseViewsThatStandTooDeep() {
    execute("CREATE TABLE t (id INT PRIMARY KEY)", "CREATE VIEW v0 AS SELECT id FROM t");
    SqlException refused = null;
    int depth = 0;
    while (refused == null && depth < 100) {
      try {
        execute("CREATE VIEW v" + (depth + 1) + " AS SELECT * FROM v" + depth);
        depth++;
      } catch (SqlException e) {
        refused = e;
      }
    }
    assertThat(refused).isNotNull();
    assertThat(refused.sqlState()).isEqualTo(SqlState.TOO_COMPLEX);
    assertThat(rows("SELECT count(*) FROM v" + depth)).containsExactly("0");
    execute("DROP VIEW v0 CASCADE");
    assertThat(database.schema().views()).isEmpty();
  }

  @Test
  void shouldRefuseViewsThatDoubleTooOften() {
    execute("CREATE VIEW v0 AS SELECT 1 AS a");
    SqlException refused = null;
    for (int i = 0; i < 20 && refused == null; i++) {
      try {
        execute("CREATE VIEW v" + (i + 1) + " AS SELECT x.a FROM v" + i + " x, v" + i + " y");
      } catch (SqlException e) {
        refused = e;
      }
    }
    assertThat(refused).isNotNull();
    assertThat(refused.sqlState()).isEqualTo(SqlState.TOO_COMPLEX);
  }
}
