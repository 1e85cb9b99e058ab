package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import org.junit.jupiter.api.Test;

/** Settings hold for statements that were prepared before, and for their session alone. */
class SettingTest {

  private static final String SAME =
      "SELECT CAST('2026-01-31 12:00' AS TIMESTAMP WITH TIME ZONE)"
          + " = TIMESTAMP WITH TIME ZONE '2026-01-31 12:00:00+00'";

  private static String value(SqlStatement statement) {
    try (SqlResult result = statement.query()) {
      assertThat(result.next()).isTrue();
      return result.getString(0);
    }
  }

  @Test
  void shouldTakeTheZoneThatIsSetWhenPreparedBefore() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database);
        SqlSession other = Sql.session(database);
        SqlStatement statement = session.prepare(SAME);
        SqlStatement elsewhere = other.prepare(SAME)) {
      assertThat(value(statement)).isEqualTo("true");
      assertThat(session.execute("SET TIME ZONE '+02:00'")).isZero();
      assertThat(value(statement)).isEqualTo("false");
      assertThat(value(elsewhere)).isEqualTo("true");
      assertThat(session.execute("RESET timezone")).isZero();
      assertThat(value(statement)).isEqualTo("true");
    }
  }

  @Test
  void shouldCommitEachStatementAgainWhenAutocommitIsSet() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database);
        SqlSession other = Sql.session(database)) {
      assertThat(session.execute("CREATE TABLE t (id INT PRIMARY KEY)")).isZero();
      assertThat(session.execute("SET autocommit = off")).isZero();
      assertThat(session.execute("INSERT INTO t VALUES (1)")).isOne();
      try (SqlStatement count = other.prepare("SELECT count(*) FROM t")) {
        assertThat(value(count)).isEqualTo("0");
        assertThat(session.execute("SET autocommit = on")).isZero();
        assertThat(value(count)).isEqualTo("1");
      }
    }
  }
}
