package io.ashlar.sqltest.logic;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs one script in a database in memory of its own, through the driver. */
final class LogicFile {

  private static final int MAX_DIFFERENCES = 20;
  private static final double NS_PER_SECOND = 1e9;

  private final String name;
  private final int oneIn;
  private final List<String> differences = new ArrayList<>();

  /** The first result with each label. */
  private final Map<String, String> labelled = new HashMap<>();

  private Statement statement;
  private long queries;
  private long passed;
  private long failed;
  private long refused;
  private long elsewhere;
  private long leftOut;

  /**
   * A run.
   *
   * @param name of the script
   * @param oneIn of how many queries one is asked; statements all run
   */
  LogicFile(String name, int oneIn) {
    this.name = name;
    this.oneIn = oneIn;
  }

  FileOutcome run(BufferedReader script) throws IOException, SQLException {
    long begin = System.nanoTime();
    LogicParser parser = new LogicParser(script);
    try (Connection connection = DriverManager.getConnection("jdbc:ashlar:mem:");
        Statement one = connection.createStatement()) {
      statement = one;
      for (LogicRecord record = parser.next(); record != null; record = parser.next()) {
        if (record.kind() == LogicRecord.Kind.QUERY && queries++ % oneIn != 0) {
          leftOut++;
        } else {
          judge(record);
        }
      }
    }
    double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
    return new FileOutcome(
        name, passed, failed, refused, parser.skipped() + elsewhere, leftOut, seconds, differences);
  }

  private void judge(LogicRecord record) {
    try {
      String difference =
          record.kind() == LogicRecord.Kind.QUERY ? query(record) : statement(record);
      if (difference == null) {
        passed++;
      } else {
        failed++;
        note(record, difference);
      }
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "" : e.getSQLState();
      if (record.kind() == LogicRecord.Kind.ERROR && !state.startsWith("XX")) {
        passed++;
      } else if (Elsewhere.isRefused(record.sql(), state)) {
        elsewhere++;
      } else if (state.startsWith("42") || state.startsWith("0A")) {
        refused++;
        note(record, "refused, " + state + " " + e.getMessage());
      } else {
        failed++;
        note(record, state + " " + e.getMessage());
      }
    } catch (RuntimeException e) {
      failed++;
      note(record, e.toString());
    }
  }

  private void note(LogicRecord record, String difference) {
    if (differences.size() < MAX_DIFFERENCES) {
      String sql = record.sql().replace('\n', ' ');
      differences.add(name + ":" + record.line() + ": " + difference + " | " + sql);
    }
  }

  /** What is wrong; null for nothing. */
  private String statement(LogicRecord record) throws SQLException {
    statement.execute(record.sql());
    return record.kind() == LogicRecord.Kind.ERROR ? "no error" : null;
  }

  private String query(LogicRecord record) throws SQLException {
    List<List<String>> rows;
    try (ResultSet result = statement.executeQuery(record.sql())) {
      int columns = result.getMetaData().getColumnCount();
      if (columns != record.types().length()) {
        return columns + " columns, not " + record.types().length();
      }
      rows = LogicValues.rows(result, record.types());
    }
    List<String> values = record.sort().values(rows);
    List<String> expected = record.expected();
    List<String> found =
        LogicValues.isHashed(expected) ? List.of(LogicValues.hashed(values)) : values;
    if (!found.equals(expected)) {
      return "found " + shown(found) + ", expected " + shown(expected);
    }
    if (!record.label().isEmpty()) {
      String hash = LogicValues.hashed(values);
      String first = labelled.putIfAbsent(record.label(), hash);
      if (first != null && !first.equals(hash)) {
        return "another result than the first one with the label " + record.label();
      }
    }
    return null;
  }

  private static String shown(List<String> values) {
    String text = values.toString();
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
