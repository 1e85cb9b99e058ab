package io.ashlar.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that are executed without being prepared. */
class UnpreparedStatementTest {

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:");
    statement = connection.createStatement();
    assertThat(statement.execute("create table items (id int primary key, name varchar(10))"))
        .isFalse();
    assertThat(statement.executeUpdate("insert into items values (1, 'one')")).isOne();
    assertThat(statement.executeUpdate("insert into items values (2, 'it''s two')")).isOne();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private ResultSetMetaData columnsOf(String text, String expected) throws SQLException {
    try (ResultSet rows = statement.executeQuery(text)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(expected);
      assertThat(rows.next()).isFalse();
      return rows.getMetaData();
    }
  }

  @Test
  void shouldHaveOnePlanWhenTextsDifferInLiterals() throws SQLException {
    ResultSetMetaData columns = columnsOf("select name from items where id=1", "one");
    assertThat(columnsOf("SELECT name FROM items WHERE id = 2", "it's two")).isSameAs(columns);
    assertThat(columnsOf("select name from items where id = '1'", "one")).isNotSameAs(columns);
  }

  @Test
  void shouldSayWhichTextFailed() throws SQLException {
    for (int i = 1; i <= 2; i++) {
      String text = "select name from items where id = " + i + " and name > 'a'";
      assertThat(columnsOf(text, i == 1 ? "one" : "it's two")).isNotNull();
      assertThatThrownBy(() -> statement.executeUpdate(text))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("The statement gives rows.");
    }
    assertThatThrownBy(() -> statement.execute("select name from items where ix = 1"))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("column=30");
    assertThatThrownBy(() -> statement.execute("insert into items values (1, 'again')"))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("23505");
  }
}
