package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No value of a parameter becomes another one because of what it stands beside. */
class ParameterTypesTest {

  private Database database;
  private SqlSession session;

  @BeforeEach
  void open() {
    database = Database.inMemory();
    session = Sql.session(database);
    assertThat(
            session.execute(
                "create table t (id integer primary key, n integer, s smallint,"
                    + " price numeric(10, 2), code varchar(3), day date)"))
        .isZero();
    assertThat(session.execute("insert into t values (1, 7, 3, 10.00, 'abc', date '2026-01-01')"))
        .isEqualTo(1);
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private SqlStatement bound(String text, Object... values) {
    SqlStatement statement = session.prepare(text);
    for (int i = 0; i < values.length; i++) {
      statement.bindValue(i, values[i]);
    }
    return statement;
  }

  private List<String> values(String text, Object... parameters) {
    try (SqlStatement statement = bound(text, parameters);
        SqlResult result = statement.query()) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(0));
      }
      return values;
    }
  }

  private void assertFraction(String text, Object... parameters) {
    assertThatThrownBy(() -> values(text, parameters))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22018"))
        .hasMessageContaining("whole number");
  }

  @Test
  void shouldKeepDigitsWhenAParameterMeetsADecimal() {
    BigDecimal rate = new BigDecimal("1.005");
    assertThat(values("select price * ? from t", rate)).containsExactly("10.05000");
    assertThat(values("select ? * price from t", rate)).containsExactly("10.05000");
    assertThat(values("select price + ? from t", 0.125)).containsExactly("10.125");
    assertThat(values("select id from t where price * ? = ?", rate, new BigDecimal("10.05")))
        .containsExactly("1");
    try (SqlStatement update = bound("update t set price = price * ? + ?", rate, 1)) {
      assertThat(update.execute()).isEqualTo(1);
    }
    assertThat(values("select price from t")).containsExactly("11.05");
  }

  @Test
  void shouldCompareAsNumbersWhenAParameterIsAFraction() {
    BigDecimal fraction = new BigDecimal("7.4");
    assertThat(values("select id from t where n = ?", fraction)).isEmpty();
    assertThat(values("select id from t where n <> ?", fraction)).containsExactly("1");
    assertThat(values("select id from t where n > ?", 6.6)).containsExactly("1");
    assertThat(values("select id from t where n > ?", 6.6f)).containsExactly("1");
    assertThat(values("select id from t where ? < n", 7.000001)).isEmpty();
    assertThat(values("select id from t where n in (?, 7)", fraction)).containsExactly("1");
    assertThat(values("select id from t where n not in (?, 8)", fraction)).containsExactly("1");
    assertThat(values("select id from t where n between ? and 9", fraction)).isEmpty();
    assertThat(values("select id from t where n between 5 and ?", fraction)).containsExactly("1");
    assertThat(values("select id from t where n + ? < ?", 0.25, 7.5)).containsExactly("1");
    assertThat(values("select id from t where id = ? and n < ?", 1, fraction)).containsExactly("1");
    assertThat(values("select count(*) from t group by n having n < ?", fraction))
        .containsExactly("1");
    assertThat(values("select id from t where n < ?", new BigDecimal("1e30"))).containsExactly("1");
    assertThat(values("select id from t where n < ?", new BigDecimal("1e300")))
        .containsExactly("1");
    assertThat(values("select id from t where n > ?", new BigDecimal("-1e30")))
        .containsExactly("1");
    assertThat(values("select id from t where n < ?", new BigInteger("9223372036854775808")))
        .containsExactly("1");
    assertThat(values("select id from t where n < ?", Double.NaN)).containsExactly("1");
    assertThat(values("select id from t where n < ?", Double.POSITIVE_INFINITY))
        .containsExactly("1");
    assertThat(values("select id from t where n < ?", Double.NEGATIVE_INFINITY)).isEmpty();
    assertThat(values("select id from t where n = ?", new BigDecimal("7.00"))).containsExactly("1");
    assertThat(values("select id from t where n < ?", 7.0)).isEmpty();
    assertThat(values("select id from t where n < cast(? as numeric(5, 1))", fraction))
        .containsExactly("1");
  }

  /** A double near the end of its digits is the number that it is, and no rounded one. */
  @Test
  void shouldCompareExactlyWhenAParameterIsAFraction() {
    session.execute("create table big (id integer primary key, n bigint)");
    session.execute("insert into big values (1, 7), (3, 4503599627370495)");
    try (SqlStatement statement = session.prepare("select id from big where n < ?")) {
      for (Object value : new Object[] {4503599627370495.5, 8L, 7.5, 7L, new BigDecimal("7.1")}) {
        statement.bindValue(0, value);
        List<String> found = new ArrayList<>();
        try (SqlResult result = statement.query()) {
          while (result.next()) {
            found.add(result.getString(0));
          }
        }
        List<String> expected = new ArrayList<>();
        if (!value.equals(7L)) {
          expected.add("1");
        }
        if (value.equals(4503599627370495.5)) {
          expected.add("3");
        }
        assertThat(found).as("%s", value).containsExactlyElementsOf(expected);
        assertThat(statement.parameterType(0).kind().isWhole()).isEqualTo(value instanceof Long);
      }
      statement.bind(0, 7.5).bindNull(0);
      try (SqlResult result = statement.query()) {
        assertThat(result.next()).isFalse();
      }
    }
  }

  @Test
  void shouldRefuseAFractionWhenTheResultWouldBeAnother() {
    assertFraction("select n * ? from t", 0.5);
    assertFraction("select ? + n from t", 0.5);
    assertThat(values("select n * cast(? as double precision) from t", 0.5)).containsExactly("3.5");
    try (SqlStatement statement = session.prepare("select n * ? from t where id = ?")) {
      statement.bind(0, 0.5).bind(1, 1);
      assertThatThrownBy(statement::query).isInstanceOf(SqlException.class);
      statement.bind(0, 3);
      try (SqlResult result = statement.query()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(0)).isEqualTo("21");
      }
    }
  }

  @Test
  void shouldRoundWhenWhatIsComputedOfAFractionIsStored() {
    try (SqlStatement update = bound("update t set n = n + ? where n < ?", 0.6, 7.5)) {
      assertThat(update.execute()).isEqualTo(1);
    }
    assertThat(values("select n from t")).containsExactly("8");
    assertThat(values("select id from t limit ?", 0.6)).containsExactly("1");
  }

  @Test
  void shouldBeANumberWhenAParameterMeetsOneOfNoType() {
    assertThat(values("select ? + ?", 1, new BigDecimal("1.5"))).containsExactly("2.5");
    assertThat(values("select ? * ? - ?", 2, 3, 4)).containsExactly("2");
    assertThat(values("select -?", 3)).containsExactly("-3");
    assertThat(values("select ? - 1", 3)).containsExactly("2");
    assertThat(values("select id from t where n < ? + ?", 3, 4.5)).containsExactly("1");
    assertThat(values("select id from t where ? / ? < n", 1, 3)).containsExactly("1");
    assertThat(values("select ? || ?", "a", "b")).containsExactly("ab");
    assertThat(values("select coalesce(? + ?, 0)", 1, null)).containsExactly("0");
  }

  @Test
  void shouldRoundWhenAParameterIsStored() {
    try (SqlStatement update = bound("update t set n = ?, price = ?", 2.6, 1.239)) {
      assertThat(update.execute()).isEqualTo(1);
    }
    assertThat(values("select n from t")).containsExactly("3");
    assertThat(values("select price from t")).containsExactly("1.24");
    try (SqlStatement insert = bound("insert into t (id, n) values (?, ?)", 2, 2.4)) {
      assertThat(insert.execute()).isEqualTo(1);
    }
    assertThat(values("select n from t where id = 2")).containsExactly("2");
  }

  @Test
  void shouldBeOfAnyLengthWhenAParameterIsOneOfAChoice() {
    assertThat(values("select coalesce(null, ?, price) from t", new BigDecimal("0.125")))
        .containsExactly("0.125");
    assertThat(values("select coalesce(null, ?, code) from t", "abcdef")).containsExactly("abcdef");
    assertThat(values("select coalesce(null, ?, n) from t", 5L)).containsExactly("5");
    assertThat(values("select coalesce(null, ?, day) from t", LocalDate.of(2026, 2, 3)))
        .containsExactly("2026-02-03");
    assertThat(values("select case when id = ? then ? else price end from t", 1, 0.125))
        .containsExactly("0.125");
    assertThat(values("select case id when ? then n else ? end from t", 2, 9)).containsExactly("9");
    assertThat(values("select nullif(n, ?) from t", 8)).containsExactly("7");
  }

  @Test
  void shouldKeepTheMomentWhenItIsFarAway() {
    String text = "select cast(? as timestamp)";
    for (int year : new int[] {1, 1582, 1676, 2263, 9999}) {
      LocalDateTime moment = LocalDateTime.of(year, 12, 31, 23, 59, 59, 999_999_000);
      try (SqlStatement statement = bound(text, moment);
          SqlResult result = statement.query()) {
        assertThat(result.next()).isTrue();
        assertThat(result.getString(0)).isEqualTo("%04d-12-31 23:59:59.999999".formatted(year));
      }
    }
    assertThatThrownBy(() -> bound(text, LocalDateTime.MAX))
        .isInstanceOfSatisfying(
            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("22008"));
  }

  @Test
  void shouldHoldWiderNumbersWhenAParameterMeetsAShortOne() {
    assertThat(values("select s + ? from t", 100_000)).containsExactly("100003");
    assertThat(values("select id from t where s < ?", 3_000_000_000L)).containsExactly("1");
  }
}
