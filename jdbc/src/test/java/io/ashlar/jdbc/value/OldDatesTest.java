package io.ashlar.jdbc.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days before the Gregorian calendar stay as they are written, whatever class they come in. */
class OldDatesTest {

  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:");
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute("create table days (id integer primary key, d date, t timestamp)"))
          .isFalse();
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01",
        "0999-12-31",
        "1492-10-12",
        "1582-10-04",
        "1582-10-15",
        "1582-10-16",
        "1900-02-28",
        "2026-03-29"
      })
  void shouldBeTheSameDayWhenItComesInAnyClass(String text) throws SQLException {
    LocalDate day = LocalDate.parse(text);
    LocalDateTime moment = day.atTime(23, 30, 15, 500_000_000);
    Calendar far = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    try (PreparedStatement insert =
        connection.prepareStatement("insert into days values (?, ?, ?)")) {
      insert.setInt(1, 1);
      insert.setDate(2, Date.valueOf(day));
      insert.setTimestamp(3, Timestamp.valueOf(moment));
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setInt(1, 2);
      insert.setObject(2, day);
      insert.setObject(3, moment);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select d, t from days order by id")) {
      for (int row = 1; row <= 2; row++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(day);
        assertThat(rows.getDate(1).toLocalDate()).isEqualTo(day);
        assertThat(rows.getString(1)).isEqualTo(text);
        assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(moment);
        assertThat(rows.getTimestamp(2).toLocalDateTime()).isEqualTo(moment);
        moved(rows.getDate(1, far), rows.getTimestamp(2, far), far, day, moment);
      }
    }
  }

  /** What was read in another zone becomes the same when it is written in that zone. */
  private void moved(Date date, Timestamp time, Calendar zone, LocalDate day, LocalDateTime moment)
      throws SQLException {
    try (PreparedStatement same =
        connection.prepareStatement("select count(*) from days where d = ? and t = ?")) {
      same.setDate(1, date, zone);
      same.setTimestamp(2, time, zone);
      try (ResultSet rows = same.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).as("%s %s", day, moment).isEqualTo(2);
      }
    }
    zone.setTimeInMillis(time.getTime());
    assertThat(zone.get(Calendar.DAY_OF_MONTH)).isEqualTo(day.getDayOfMonth());
    assertThat(zone.get(Calendar.YEAR)).isEqualTo(day.getYear());
  }
}
