package io.ashlar.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What connections say when the log of the database cannot be written any more. */
@Timeout(120)
class FailingDiskTest {

  private static final int MORE_BYTES = 64 << 10;

  /** A process whose files may not grow from a moment on. */
  static final class Program {

    private Program() {}

    /** Inserts until that fails, and says what then happens on the same and another connection. */
    public static void main(String[] args) throws Exception {
      String url = "jdbc:ashlar:" + args[0];
      Connection other = DriverManager.getConnection(url);
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet before = other.createStatement().executeQuery("select id from t")) {
        limit(Path.of(args[0]));
        int inserted = 0;
        try (PreparedStatement insert =
            connection.prepareStatement("insert into t values (?, repeat('x', 1000))")) {
          while (true) {
            insert.setInt(1, inserted + 1);
            inserted += insert.executeUpdate();
          }
        } catch (SQLException e) {
          say("inserted " + inserted, e);
        }
        look("insert", () -> statement.executeUpdate("insert into t values (0, 'y')"));
        look("select", () -> statement.executeQuery("select id from t"));
        look("opened", () -> before.next() ? before.getInt(1) : "none");
        look("valid", () -> connection.isValid(0));
        look("third", () -> DriverManager.getConnection(url).isValid(0));
      } catch (SQLException e) {
        say("close", e);
      }
      look("last", () -> closed(other));
      System.exit(0);
    }

    private static String closed(Connection connection) throws SQLException {
      connection.close();
      return "closed";
    }

    /** Something that may fail. */
    private interface Look {
      Object at() throws SQLException;
    }

    private static void look(String what, Look look) {
      try {
        System.out.println(what + " " + look.at());
      } catch (SQLException e) {
        say(what, e);
      }
    }

    private static void say(String what, SQLException e) {
      System.out.println(what + " " + e.getSQLState() + " " + e.getClass().getSimpleName());
    }

    private static void limit(Path directory) throws IOException, InterruptedException {
      long largest = 0;
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          largest = Math.max(largest, Files.size(file));
        }
      }
      String bytes = "--fsize=" + (largest + MORE_BYTES);
      String mine = Long.toString(ProcessHandle.current().pid());
      int code = new ProcessBuilder("prlimit", "--pid", mine, bytes).start().waitFor();
      System.out.println("limited " + code);
    }
  }

  private static boolean canLimit() throws InterruptedException {
    try {
      return new ProcessBuilder("prlimit", "--fsize=1000000", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String line(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what + " "))
        .map(line -> line.substring(what.length() + 1))
        .findFirst()
        .orElse("nothing of " + lines);
  }

  @Test
  void shouldSayWhyNothingGoesOnWhenTheLogCannotBeWritten(@TempDir Path place)
      throws IOException, InterruptedException, SQLException {
    assumeTrue(canLimit());
    Path directory = place.resolve("db");
    String url = "jdbc:ashlar:" + directory;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("create table t (id integer primary key, v text)")).isFalse();
      assertThat(statement.executeUpdate("insert into t values (-1, 'x')")).isOne();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines;
    try (var out = process.inputReader()) {
      lines = out.lines().toList();
    }
    assertThat(process.waitFor()).as(lines.toString()).isZero();
    assertThat(line(lines, "limited")).isEqualTo("0");
    String[] failed = line(lines, "inserted").split(" ", -1);
    assertThat(failed)
        .containsExactly(
            failed[0], "08007", SQLNonTransientConnectionException.class.getSimpleName());
    String poisoned = "58030 " + SQLNonTransientException.class.getSimpleName();
    assertThat(line(lines, "insert")).isEqualTo(poisoned);
    assertThat(line(lines, "select")).isEqualTo(poisoned);
    assertThat(line(lines, "opened")).isEqualTo("-1");
    assertThat(line(lines, "valid")).isEqualTo("false");
    assertThat(line(lines, "third")).isEqualTo("false");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from t where id > 0")) {
      assertThat(rows.next()).isTrue();
      int acknowledged = Integer.parseInt(failed[0]);
      assertThat(rows.getInt(1)).isBetween(acknowledged, acknowledged + 1);
    }
  }
}
