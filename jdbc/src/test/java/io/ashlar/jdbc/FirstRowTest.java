package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a process loads until it has the first row of a query: each class costs it time. */
class FirstRowTest {

  /** Some 330 are loaded. */
  private static final int MOST_CLASSES = 370;

  /** The process. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:ashlar:mem:");
          Statement statement = connection.createStatement()) {
        boolean rows = statement.execute("create table t (id bigint primary key, v varchar(9))");
        int inserted = statement.executeUpdate("insert into t values (1, 'a')");
        try (PreparedStatement select =
            connection.prepareStatement("select v from t where id = ?")) {
          select.setLong(1, 1);
          try (ResultSet row = select.executeQuery()) {
            System.exit(!rows && inserted == 1 && row.next() ? 0 : 1);
          }
        }
      }
    }
  }

  @Test
  void shouldLoadFewClassesUntilTheFirstRow() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> loaded;
    try (var lines = process.inputReader()) {
      loaded =
          lines
              .lines()
              .filter(line -> line.contains(" io.ashlar.sql.") || line.contains(" io.ashlar.jdbc."))
              .toList();
    }
    assertThat(process.waitFor()).isZero();
    assertThat(loaded).hasSizeBetween(MOST_CLASSES / 3, MOST_CLASSES);
  }
}
