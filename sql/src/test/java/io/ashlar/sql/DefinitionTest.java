package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.ConstraintException;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL defines is what the typed API finds, also when the database is opened again. */
class DefinitionTest {

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

  private void reopen() {
    close();
    open();
  }

  private void execute(String... statements) {
    for (String statement : statements) {
      assertThat(session.execute(statement)).as(statement).isNotNegative();
    }
  }

  private List<String> rows(String query) {
    List<String> rows = new ArrayList<>();
    try (SqlStatement statement = session.prepare(query);
        SqlResult result = statement.query()) {
      while (result.next()) {
        rows.add(result.getString(0));
      }
    }
    return rows;
  }

  private TableSchema schema(String table) {
    return database.table(table).schema();
  }

  @Test
  void shouldDivideTablesWhenTheyAreDeclaredSo() {
    execute(
        "CREATE TABLE by_day (at TIMESTAMP PRIMARY KEY)"
            + " PARTITION BY RANGE (at) EVERY INTERVAL '1' DAY RETAIN INTERVAL '36500' DAY",
        "CREATE TABLE by_month (at DATE PRIMARY KEY)"
            + " PARTITION BY RANGE (at) EVERY INTERVAL '1' YEAR",
        "CREATE TABLE by_hours (at TIMESTAMP PRIMARY KEY)"
            + " PARTITION BY RANGE (at) EVERY INTERVAL '1 12:30' DAY TO MINUTE",
        "CREATE TABLE by_number (n INT PRIMARY KEY) PARTITION BY RANGE (n) EVERY 10",
        "CREATE TABLE by_list (\"Land\" TEXT PRIMARY KEY)"
            + " PARTITION BY LIST (\"Land\") (VALUES ('a', 'b'), VALUES ('c'))",
        "CREATE TABLE by_hash (a INT, b INT, PRIMARY KEY (a, b))"
            + " PARTITION BY HASH (b, a) PARTITIONS 3",
        "INSERT INTO by_number VALUES (1), (15)");
    reopen();
    Partitioning day = Partitioning.range("at", Duration.ofDays(1));
    assertThat(schema("by_day").partitioning())
        .isEqualTo(day.retainPartitions(Duration.ofDays(36_500)));
    assertThat(schema("by_month").partitioning())
        .isEqualTo(Partitioning.range("at", Period.ofMonths(12)));
    assertThat(schema("by_hours").partitioning())
        .isEqualTo(Partitioning.range("at", Duration.ofMinutes(36 * 60 + 30)));
    assertThat(schema("by_number").partitioning()).isEqualTo(Partitioning.range("n", 10));
    assertThat(schema("by_list").partitioning())
        .isEqualTo(Partitioning.list("Land", List.of("a", "b"), List.of("c")));
    assertThat(schema("by_hash").partitioning()).isEqualTo(Partitioning.hash(3, "b", "a"));
    assertThat(database.table("by_number").listPartitions())
        .extracting(Partition::name)
        .containsExactly("0", "10");
    execute("ALTER TABLE by_number DROP PARTITION '10'");
    reopen();
    assertThat(rows("SELECT n FROM by_number")).containsExactly("1");
  }

  @Test
  void shouldExpireRowsAndKeepHistoryWhenTheyAreDeclaredSo() {
    execute(
        "CREATE TABLE t (id INT PRIMARY KEY, until TIMESTAMP)"
            + " EXPIRE until AFTER INTERVAL '1' HOUR KEEP HISTORY FOR INTERVAL '2' DAY",
        "CREATE TABLE u (id INT PRIMARY KEY) EXPIRE AFTER INTERVAL '90' DAY");
    reopen();
    assertThat(schema("t").expiration().column()).isEqualTo("until");
    assertThat(schema("t").expiration().after()).isEqualTo(Duration.ofHours(1));
    assertThat(database.table("t").historyRetention()).isEqualTo(Duration.ofDays(2));
    assertThat(schema("u").expiration().column()).isNull();
    assertThat(schema("u").expiration().after()).isEqualTo(Duration.ofDays(90));
    execute("ALTER TABLE t KEEP NO HISTORY", "ALTER TABLE u KEEP HISTORY FOR INTERVAL '5' DAY");
    reopen();
    assertThat(database.table("t").historyRetention()).isZero();
    assertThat(database.table("u").historyRetention()).isEqualTo(Duration.ofDays(5));
  }

  @Test
  void shouldKeepConstraintsAndCommentsWhenTheyCameLater() {
    execute(
        "CREATE TABLE p (id INT PRIMARY KEY)",
        "CREATE TABLE c (id INT PRIMARY KEY, p INT)",
        "ALTER TABLE c ADD CONSTRAINT to_p FOREIGN KEY (p) REFERENCES p ON DELETE CASCADE",
        "ALTER TABLE c ADD COLUMN u TEXT UNIQUE",
        "COMMENT ON TABLE c IS 'children'",
        "COMMENT ON COLUMN c.u IS 'once'",
        "CREATE VIEW v AS SELECT u FROM c",
        "COMMENT ON VIEW v IS 'seen'",
        "CREATE TABLE copied AS SELECT id + 1 AS n FROM p");
    reopen();
    assertThat(schema("c").foreignKeys()).extracting(key -> key.name()).containsExactly("to_p");
    assertThat(schema("c").comment()).isEqualTo("children");
    assertThat(schema("c").columns().get(2).comment()).isEqualTo("once");
    assertThat(database.schema().findView("v").orElseThrow().comment()).isEqualTo("seen");
    execute("INSERT INTO p VALUES (1)", "INSERT INTO c VALUES (1, 1, 'x')");
    assertThatThrownBy(() -> session.execute("INSERT INTO c VALUES (2, 1, 'x')"))
        .isInstanceOf(ConstraintException.class);
    execute("DELETE FROM p", "CREATE OR REPLACE VIEW v AS SELECT n AS u FROM copied");
    assertThat(rows("SELECT count(*) FROM c")).containsExactly("0");
    assertThat(database.schema().findView("v").orElseThrow().comment()).isEqualTo("seen");
  }

  /** A table that cannot be filled is not left, and a transaction of the user is not in the way. */
  @Test
  void shouldLeaveNoTableWhenItCannotBeFilled() {
    session.setAutoCommit(false);
    execute("CREATE TABLE t (id INT PRIMARY KEY)", "INSERT INTO t VALUES (0), (1)");
    assertThatThrownBy(() -> session.execute("CREATE TABLE copied AS SELECT 1 / id AS a FROM t"))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlState.DIVISION_BY_ZERO));
    assertThat(database.schema().tables()).containsExactly("t");
    execute("CREATE TABLE copied AS SELECT id AS a FROM t");
    assertThat(session.transaction()).isEmpty();
    assertThat(rows("SELECT count(*) FROM copied")).containsExactly("2");
    session.rollback();
    assertThat(rows("SELECT count(*) FROM copied")).containsExactly("2");
    session.rollback();
  }

  @Test
  void shouldDefineNothingWhenTheSessionIsReadOnly() {
    execute("CREATE TABLE t (id INT PRIMARY KEY)");
    session.setReadOnly(true);
    for (String statement :
        List.of(
            "CREATE VIEW v AS SELECT id FROM t",
            "CREATE TABLE copied AS SELECT id FROM t",
            "COMMENT ON TABLE t IS 'x'",
            "ALTER TABLE t ADD UNIQUE (id)")) {
      assertThatThrownBy(() -> session.execute(statement))
          .as(statement)
          .isInstanceOfSatisfying(
              SqlException.class,
              e -> assertThat(e.sqlState()).isEqualTo(SqlState.READ_ONLY_TRANSACTION));
    }
    assertThat(rows("SHOW transaction_read_only")).containsExactly("on");
    session.setReadOnly(false);
    assertThat(database.schema().tables()).containsExactly("t");
  }
}
