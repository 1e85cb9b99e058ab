package io.ashlar.sql.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the catalog tells of conditions and defaults is SQL that means the same again. */
class SchemaTextTest {

  private static final String COLUMNS =
      "(id INT, n BIGINT, r DOUBLE PRECISION, d NUMERIC(9, 3), s TEXT, b BYTEA, u UUID, day DATE,"
          + " at TIME, moment TIMESTAMP, yes BOOLEAN, \"Select\" INT, \"order\" INT";

  private static final List<String> CONDITIONS =
      List.of(
          "n > 3",
          "n BETWEEN -1 AND 7 OR n IS NULL",
          "r <= 1.5e10 AND r <> 0.1e0",
          "d >= -12.345",
          "s LIKE 'a%' AND NOT (s LIKE '%b_c')",
          "s LIKE 'a!%%' ESCAPE '!'",
          "s LIKE '50\\%\\\\\\_x%'",
          "s IN ('it''s', '', '\u00e4\ud83d\ude00')",
          "b = X'00CAFE'",
          "u = UUID '00000000-0000-0001-0000-00000000000a'",
          "day < DATE '2026-01-31' OR day = DATE '0099-12-31'",
          "at >= TIME '12:00:00.000001'",
          "moment <> TIMESTAMP '2026-01-31 23:59:59.5'",
          "yes = TRUE",
          "\"Select\" > 1 AND \"order\" IS NOT NULL",
          "NOT (n = 1 AND (s = 'x' OR id < 2))");

  private static final List<String> DEFAULTS =
      List.of(
          "n BIGINT DEFAULT -5",
          "n DOUBLE PRECISION DEFAULT 1.25e-7",
          "n NUMERIC(20, 2) DEFAULT -12345678901234567.89",
          "n TEXT DEFAULT 'it''s \u00e4'",
          "n BYTEA DEFAULT X'FF00'",
          "n UUID DEFAULT UUID '00000000-0000-0001-0000-00000000000a'",
          "n DATE DEFAULT DATE '1969-12-31'",
          "n TIME DEFAULT TIME '00:00:00'",
          "n TIMESTAMP DEFAULT TIMESTAMP '1969-12-31 23:59:59.999999'",
          "n BOOLEAN DEFAULT FALSE",
          "n TIMESTAMP DEFAULT CURRENT_TIMESTAMP",
          "n DATE DEFAULT CURRENT_DATE",
          "n UUID DEFAULT gen_random_uuid()",
          "n BIGINT DEFAULT nextval('drawn')");

  @Test
  void shouldMeanTheSameWhenAConditionIsReadAgain() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      for (String condition : CONDITIONS) {
        CheckSchema first = check(database, session, condition);
        CheckSchema again = check(database, session, SchemaText.condition(first.predicate()));
        assertThat(again.predicate().toString())
            .as(condition)
            .isEqualTo(first.predicate().toString());
      }
    }
  }

  private static CheckSchema check(Database database, SqlSession session, String condition) {
    assertThat(session.execute("DROP TABLE IF EXISTS t")).isZero();
    String text = "CREATE TABLE t " + COLUMNS + ", CONSTRAINT c CHECK (" + condition + "))";
    assertThat(session.execute(text)).isZero();
    return database.table("t").schema().checks().get(0);
  }

  @Test
  void shouldMeanTheSameWhenADefaultIsReadAgain() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      assertThat(session.execute("CREATE SEQUENCE drawn")).isZero();
      for (String column : DEFAULTS) {
        ColumnSchema first = column(database, session, column);
        String type = column.substring(0, column.indexOf(" DEFAULT"));
        String again = type + " DEFAULT " + SchemaText.defaultOf(first.defaultValue());
        assertThat(column(database, session, again)).as(column).isEqualTo(first);
      }
    }
  }

  private static ColumnSchema column(Database database, SqlSession session, String column) {
    assertThat(session.execute("DROP TABLE IF EXISTS t")).isZero();
    assertThat(session.execute("CREATE TABLE t (" + column + ")")).isZero();
    TableSchema schema = database.table("t").schema();
    return schema.columns().get(0);
  }
}
