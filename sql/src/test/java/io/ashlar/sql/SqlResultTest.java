package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results, which are thin, over what their statement keeps from run to run. */
class SqlResultTest {

  private Database database;
  private SqlSession session;

  @BeforeEach
  void open() {
    database = Database.inMemory();
    session = Sql.session(database);
    session.execute("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))");
    session.execute("INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three')");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  @Test
  void shouldNeverShowTheRowsOfTheNextRun() {
    try (SqlStatement statement = session.prepare("SELECT name FROM t WHERE id = ?")) {
      SqlResult first = statement.bind(0, 1L).query();
      assertThat(first.next()).isTrue();
      assertThat(first.getString(0)).isEqualTo("one");
      SqlResult second = statement.bind(0, 2L).query();
      assertThat(second.next()).isTrue();
      assertThat(first.isClosed()).isTrue();
      assertThatThrownBy(() -> first.getString(0)).isInstanceOf(SqlException.class);
      assertThatThrownBy(first::next).isInstanceOf(SqlException.class);
      first.close();
      assertThat(second.getString(0)).isEqualTo("two");
      second.close();
      assertThatThrownBy(() -> second.getString(0)).isInstanceOf(SqlException.class);
    }
  }

  @Test
  void shouldEndWithItsTransactionAndNotWithTheNext() {
    session.setAutoCommit(false);
    try (SqlStatement all = session.prepare("SELECT name FROM t ORDER BY id");
        SqlStatement one = session.prepare("SELECT name FROM t WHERE id = 2")) {
      SqlResult rows = all.query();
      SqlResult row = one.query();
      assertThat(rows.next()).isTrue();
      assertThat(row.next()).isTrue();
      session.commit();
      assertThat(rows.isClosed()).isTrue();
      assertThat(row.isClosed()).isTrue();
      try (SqlResult later = one.query()) {
        assertThat(later.next()).isTrue();
        rows.close();
        row.close();
        assertThat(later.getString(0)).isEqualTo("two");
      }
      session.commit();
    }
  }

  @Test
  void shouldKeepItsInstantWhenAnotherStatementRunsMeanwhile() throws InterruptedException {
    String text = "SELECT CAST(CURRENT_TIMESTAMP AS VARCHAR(40)) FROM t WHERE id > 0";
    try (SqlStatement statement = session.prepare(text);
        SqlStatement other = session.prepare(text);
        SqlResult rows = statement.query()) {
      assertThat(rows.next()).isTrue();
      String instant = rows.getString(0);
      Thread.sleep(2);
      try (SqlResult meanwhile = other.query()) {
        assertThat(meanwhile.next()).isTrue();
        assertThat(meanwhile.getString(0)).isGreaterThan(instant);
      }
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(0)).isEqualTo(instant);
    }
  }

  /** A row that is found by its key is read when the run begins, as the rows of a scan are. */
  @Test
  void shouldNotShowWhatIsWrittenAfterTheRunHasBegun() {
    session.setAutoCommit(false);
    for (String condition : new String[] {"id = 1", "id = 1 AND name > 'a'"}) {
      try (SqlStatement statement = session.prepare("SELECT name FROM t WHERE " + condition);
          SqlResult rows = statement.query()) {
        assertThat(session.execute("UPDATE t SET name = 'changed' WHERE id = 1")).isOne();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(0)).isEqualTo("one");
        assertThat(rows.next()).isFalse();
      }
      session.rollback();
    }
  }

  @Test
  void shouldFindNoRowWhenItsKeyCannotBe() {
    try (SqlStatement statement = session.prepare("SELECT name FROM t WHERE id = ? + 0")) {
      for (long key : new long[] {0, 4, 1L + (1L << 32), Long.MIN_VALUE}) {
        try (SqlResult rows = statement.bind(0, key).query()) {
          assertThat(rows.next()).isFalse();
        } catch (SqlException tooLarge) {
          assertThat(tooLarge.sqlState()).isEqualTo("22003");
        }
      }
    }
    try (SqlStatement statement = session.prepare("SELECT name FROM t WHERE id = 4294967297");
        SqlResult rows = statement.query()) {
      assertThat(rows.next()).isFalse();
    }
    try (SqlStatement statement = session.prepare("SELECT name FROM t WHERE id = ?")) {
      try (SqlResult rows = statement.bindNull(0).query()) {
        assertThat(rows.next()).isFalse();
      }
      try (SqlResult rows = statement.bind(0, 3L).query()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void shouldFindTheRowOfAKeyOfSeveralColumns() {
    session.execute(
        "CREATE TABLE k (a VARCHAR(10), b DATE, c UUID, d TIMESTAMP, v INT,"
            + " PRIMARY KEY (a, b, c, d))");
    session.execute(
        "INSERT INTO k VALUES ('x', DATE '2026-01-02', '00000000-0000-0001-0000-000000000002',"
            + " TIMESTAMP '2026-01-02 03:04:05', 7)");
    String key =
        "d = TIMESTAMP '2026-01-02 03:04:05' AND a = ? AND b = DATE '2026-01-02'"
            + " AND c = '00000000-0000-0001-0000-000000000002'";
    try (SqlStatement statement = session.prepare("SELECT v FROM k WHERE " + key)) {
      try (SqlResult rows = statement.bind(0, "x").query()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(0)).isEqualTo(7);
      }
      try (SqlResult rows = statement.bind(0, "y").query()) {
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
