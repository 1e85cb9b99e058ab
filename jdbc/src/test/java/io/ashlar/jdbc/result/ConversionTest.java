package io.ashlar.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.TimeZone;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {

  private static final UUID ID = UUID.fromString("12345678-1234-5678-9abc-def012345678");
  private static final LocalDateTime MOMENT =
      LocalDateTime.of(2024, 2, 29, 13, 14, 15, 123_456_000);

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:");
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute(
                  "create table v (k integer primary key, b boolean, i integer, l bigint, f real,"
                      + " d double precision, n numeric(10,2), w numeric(30,5), s varchar(100),"
                      + " y varbinary(100), u uuid, dt date, tm time, ts timestamp)"))
          .isFalse();
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void insertAll() throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into v values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")) {
      insert.setByte(1, (byte) 1);
      insert.setBoolean(2, true);
      insert.setShort(3, (short) -7);
      insert.setLong(4, Long.MIN_VALUE);
      insert.setFloat(5, 1.5f);
      insert.setDouble(6, -2.75);
      insert.setBigDecimal(7, new BigDecimal("-12.34"));
      insert.setObject(8, new BigDecimal("1234567890123456789012.5"));
      insert.setString(9, "42");
      insert.setBytes(10, new byte[] {1, -1});
      insert.setObject(11, ID);
      insert.setObject(12, MOMENT.toLocalDate());
      insert.setObject(13, MOMENT.toLocalTime());
      insert.setObject(14, MOMENT);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  /** What is done with a row. */
  private interface Look {
    void at(ResultSet rows) throws SQLException, IOException;
  }

  /** Looks at the row as it streams, and as it is kept. */
  private void look(Look look) throws SQLException, IOException {
    for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
      try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
          ResultSet rows = statement.executeQuery("select * from v")) {
        assertThat(rows.getType()).isEqualTo(type);
        assertThat(rows.next()).isTrue();
        look.at(rows);
      }
    }
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void shouldGiveObjectOfTypeWhenNoneIsAsked() throws SQLException, IOException {
    insertAll();
    look(
        rows -> {
          assertThat(rows.getObject("b")).isEqualTo(true);
          assertThat(rows.getObject("i")).isEqualTo(-7);
          assertThat(rows.getObject("l")).isEqualTo(Long.MIN_VALUE);
          assertThat(rows.getObject("f")).isEqualTo(1.5f);
          assertThat(rows.getObject("d")).isEqualTo(-2.75);
          assertThat(rows.getObject("n")).isEqualTo(new BigDecimal("-12.34"));
          assertThat(rows.getObject("w")).isEqualTo(new BigDecimal("1234567890123456789012.50000"));
          assertThat(rows.getObject("s")).isEqualTo("42");
          assertThat(rows.getObject("y")).isEqualTo(new byte[] {1, -1});
          assertThat(rows.getObject("u")).isEqualTo(ID);
          assertThat(rows.getObject("dt")).isEqualTo(Date.valueOf(MOMENT.toLocalDate()));
          assertThat(rows.getObject("tm").toString()).isEqualTo("13:14:15");
          assertThat(rows.getObject("ts")).isEqualTo(Timestamp.valueOf(MOMENT));
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            assertThat(rows.getObject(i).getClass().getName())
                .isEqualTo(rows.getMetaData().getColumnClassName(i));
          }
        });
  }

  @Test
  void shouldGiveNumbersWhenTheyAreAsked() throws SQLException, IOException {
    insertAll();
    look(
        rows -> {
          assertThat(rows.getInt("b")).isEqualTo(1);
          assertThat(rows.getByte("i")).isEqualTo((byte) -7);
          assertThat(rows.getLong("n")).isEqualTo(-12);
          assertThat(rows.getDouble("n")).isEqualTo(-12.34);
          assertThat(rows.getFloat("d")).isEqualTo(-2.75f);
          assertThat(rows.getInt("d")).isEqualTo(-2);
          assertThat(rows.getInt("s")).isEqualTo(42);
          assertThat(rows.getBigDecimal("s")).isEqualTo(new BigDecimal("42"));
          assertThat(rows.getBigDecimal("f")).isEqualTo(new BigDecimal("1.5"));
          assertThat(rows.getObject("l", BigInteger.class))
              .isEqualTo(BigInteger.valueOf(Long.MIN_VALUE));
          assertThat(rows.getObject("n", Integer.class)).isEqualTo(-12);
          assertThat(rows.getBoolean("i")).isTrue();
          assertState("22003", () -> rows.getInt("l"));
          assertState("22003", () -> rows.getLong("w"));
          assertState("07006", () -> rows.getInt("u"));
          assertState("07006", () -> rows.getInt("ts"));
          assertState("07006", () -> rows.getObject("i", Thread.class));
        });
  }

  @Test
  void shouldGiveTextsWhenTheyAreAsked() throws SQLException, IOException {
    insertAll();
    look(
        rows -> {
          assertThat(rows.getString("b")).isEqualTo("true");
          assertThat(rows.getString("l")).isEqualTo("-9223372036854775808");
          assertThat(rows.getString("n")).isEqualTo("-12.34");
          assertThat(rows.getString("u")).isEqualTo(ID.toString());
          assertThat(rows.getString("dt")).isEqualTo("2024-02-29");
          assertThat(rows.getString("tm")).isEqualTo("13:14:15.123456");
          assertThat(rows.getString("ts")).isEqualTo("2024-02-29 13:14:15.123456");
          assertThat(rows.getBytes("s")).isEqualTo("42".getBytes(StandardCharsets.UTF_8));
          assertThat(rows.getNString("s")).isEqualTo("42");
          assertThat(rows.getCharacterStream("s").read()).isEqualTo('4');
          assertThat(rows.getAsciiStream("s").readAllBytes()).hasSize(2);
          assertThat(rows.getBinaryStream("y").readAllBytes()).containsExactly(1, -1);
          assertThat(rows.getClob("s").getSubString(2, 5)).isEqualTo("2");
          Blob blob = rows.getBlob("y");
          assertThat(blob.position(new byte[] {-1}, 1)).isEqualTo(2);
          blob.free();
          assertState("HY010", blob::length);
          assertState("07006", () -> rows.getBytes("i"));
        });
  }

  @Test
  void shouldGiveMomentsWhenTheyAreAsked() throws SQLException, IOException {
    insertAll();
    Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    look(
        rows -> {
          assertThat(rows.getObject("dt", LocalDate.class)).isEqualTo(MOMENT.toLocalDate());
          assertThat(rows.getObject("tm", LocalTime.class)).isEqualTo(MOMENT.toLocalTime());
          assertThat(rows.getObject("ts", LocalDateTime.class)).isEqualTo(MOMENT);
          assertThat(rows.getTimestamp("ts", tokyo).toInstant())
              .isEqualTo(MOMENT.toInstant(ZoneOffset.ofHours(9)));
          assertThat(rows.getDate("ts", tokyo).getTime())
              .isEqualTo(
                  MOMENT
                      .toLocalDate()
                      .atStartOfDay()
                      .toInstant(ZoneOffset.ofHours(9))
                      .toEpochMilli());
          assertThat(rows.getTime("tm", tokyo).getTime())
              .isEqualTo((4 * 3600 + 14 * 60 + 15) * 1000L + 123);
          assertThat(rows.getDate("ts")).isEqualTo(Date.valueOf("2024-02-29"));
          assertThat(rows.getTimestamp("dt")).isEqualTo(Timestamp.valueOf("2024-02-29 00:00:00"));
          assertThat(rows.getObject("ts", Instant.class))
              .isEqualTo(Timestamp.valueOf(MOMENT).toInstant());
          assertState("07006", () -> rows.getDate("tm"));
          assertState("07006", () -> rows.getTime("dt"));
          assertState("22018", () -> rows.getDate("s"));
          assertState("07006", () -> rows.getTimestamp("i"));
        });
  }

  @Test
  void shouldGiveInstantWhenTimestampHasZone() throws SQLException {
    Instant instant = MOMENT.toInstant(ZoneOffset.ofHours(-5));
    try (PreparedStatement select =
        connection.prepareStatement("select cast(? as timestamp with time zone) as z")) {
      select.setObject(1, MOMENT.atOffset(ZoneOffset.ofHours(-5)));
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1)).isEqualTo(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        assertThat(rows.getTimestamp(1).toInstant()).isEqualTo(instant);
        assertThat(rows.getObject(1, ZonedDateTime.class).toInstant()).isEqualTo(instant);
        assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.TIMESTAMP_WITH_TIMEZONE);
      }
    }
  }

  @Test
  void shouldBeNullWhenNothingIsSet() throws SQLException, IOException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into v (k, s, n) values (?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setNull(2, Types.VARCHAR);
      insert.setObject(3, null, Types.NUMERIC);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    look(
        rows -> {
          for (int i = 2; i <= 14; i++) {
            assertThat(rows.getObject(i)).isNull();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.getString(i)).isNull();
            assertThat(rows.getLong(i)).isZero();
            assertThat(rows.getDouble(i)).isZero();
            assertThat(rows.getBoolean(i)).isFalse();
            assertThat(rows.getTimestamp(i)).isNull();
            assertThat(rows.getBytes(i)).isNull();
            assertThat(rows.getBlob(i)).isNull();
            assertThat(rows.getObject(i, Integer.class)).isNull();
          }
          assertThat(rows.getInt(1)).isEqualTo(1);
          assertThat(rows.wasNull()).isFalse();
        });
  }

  @Test
  void shouldTakeValuesOfOldClassesWhenTheyAreSet() throws SQLException, IOException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into v (k, dt, tm, ts, s, y, i, d) values (1, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setDate(1, Date.valueOf("2024-02-29"));
      insert.setTime(2, Time.valueOf("13:14:15"));
      insert.setTimestamp(3, Timestamp.valueOf(MOMENT));
      insert.setCharacterStream(4, new StringReader("a long text"), 6L);
      insert.setBinaryStream(5, new ByteArrayInputStream(new byte[] {9}));
      insert.setObject(6, "17", JDBCType.INTEGER);
      insert.setObject(7, "2.5", Types.DOUBLE);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(7);
      assertThat(insert.getParameterMetaData().getParameterType(3)).isEqualTo(Types.TIMESTAMP);
      assertState("HY024", () -> insert.setInt(8, 1));
      assertState("HY024", () -> insert.setInt(0, 1));
      assertState("HY024", () -> insert.setCharacterStream(4, new StringReader("a"), 6L));
    }
    look(
        rows -> {
          assertThat(rows.getObject("ts", LocalDateTime.class)).isEqualTo(MOMENT);
          assertThat(rows.getObject("dt", LocalDate.class)).isEqualTo("2024-02-29");
          assertThat(rows.getObject("tm", LocalTime.class)).isEqualTo("13:14:15");
          assertThat(rows.getString("s")).isEqualTo("a long");
          assertThat(rows.getBytes("y")).containsExactly(9);
          assertThat(rows.getInt("i")).isEqualTo(17);
          assertThat(rows.getDouble("d")).isEqualTo(2.5);
        });
  }

  @Test
  void shouldTakeLargeObjectsWhenTheyAreSet() throws SQLException, IOException {
    Clob clob = connection.createClob();
    assertThat(clob.setString(1, "hello world")).isEqualTo(11);
    clob.truncate(5);
    Blob blob = connection.createBlob();
    assertThat(blob.setBytes(1, new byte[] {1, 2, 3})).isEqualTo(3);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into v (k, s, y) values (1, ?, ?)")) {
      insert.setClob(1, clob);
      insert.setBlob(2, blob);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    look(
        rows -> {
          assertThat(rows.getString("s")).isEqualTo("hello");
          assertThat(rows.getBytes("y")).containsExactly(1, 2, 3);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "T", "yes", "1", "on", "2.5"})
  void shouldBeTrueWhenTextSaysSo(String text) throws SQLException {
    assertThat(truth(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "F", "no", "0", "off", "0.0"})
  void shouldBeFalseWhenTextSaysSo(String text) throws SQLException {
    assertThat(truth(text)).isFalse();
  }

  private boolean truth(String text) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select cast(? as varchar)")) {
      select.setString(1, text);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getBoolean(1);
      }
    }
  }

  @Test
  void shouldRefuseWhenTextIsNoBoolean() {
    assertState("22018", () -> truth("perhaps"));
  }

  @Test
  void shouldRefuseWhenResultIsOnNoRow() throws SQLException {
    insertAll();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select k from v")) {
      assertState("HY010", () -> rows.getInt(1));
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.isFirst()).isTrue();
      assertState("42703", () -> rows.getInt(2));
      assertState("42703", () -> rows.getInt(0));
      assertState("42703", () -> rows.getInt("nothing"));
      assertState("HY010", rows::previous);
      assertThat(rows.next()).isFalse();
      assertThat(rows.next()).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
      assertState("HY010", () -> rows.getInt(1));
    }
  }

  @Test
  void shouldWalkBothWaysWhenResultIsKept() throws SQLException {
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(statement.executeUpdate("insert into v (k) values (" + i + ")")).isEqualTo(1);
      }
      try (ResultSet rows = statement.executeQuery("select k from v order by k")) {
        assertThat(rows.last()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getRow()).isEqualTo(2);
        assertThat(rows.absolute(-1)).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.relative(-2)).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.absolute(0)).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.absolute(9)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        rows.beforeFirst();
        assertThat(rows.next()).isTrue();
        assertState("0A000", () -> rows.updateInt(1, 5));
        assertState("0A000", rows::deleteRow);
      }
    }
  }
}
