package io.ashlar.sqltest.kill;

import io.ashlar.Database;
import io.ashlar.torture.Problems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is left after a kill, and compares it with what was acknowledged in all rounds. */
final class BatchCheck {

  private final Path directory;
  private final int threads;
  private final Problems problems;

  BatchCheck(Path directory, int threads, Problems problems) {
    this.directory = directory;
    this.threads = threads;
    this.problems = problems;
  }

  /** Rows of one batch as they were found. */
  private record Found(int size, List<Long> keys) {}

  /**
   * Checks everything.
   *
   * @param told the keys of each batch that was acknowledged
   * @param round the present one
   * @return how many batches there are
   */
  int check(Map<Long, List<Long>> told, int round) throws SQLException {
    try (Connection connection = DriverManager.getConnection(BatchTables.url(directory));
        Statement statement = connection.createStatement()) {
      if (!hasTables(connection)) {
        if (!told.isEmpty()) {
          problems.add("there are no tables, but %d batches were told".formatted(told.size()));
        }
        return 0;
      }
      Map<Long, Found> found = read(statement);
      told.forEach((batch, keys) -> compare(batch, keys, found.get(batch)));
      found.forEach((batch, rows) -> whole(batch, rows, found));
      unacknowledged(told, found, round);
      totals(statement, found);
      connection
          .unwrap(Database.class)
          .maintenance()
          .verify()
          .problems()
          .forEach(problem -> problems.add("verify: " + problem));
      return found.size();
    }
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    int tables = 0;
    try (ResultSet result = connection.getMetaData().getTables(null, null, "batch%", null)) {
      while (result.next()) {
        tables++;
      }
    }
    return tables == 2;
  }

  private Map<Long, Found> read(Statement statement) throws SQLException {
    Map<Long, Found> found = new HashMap<>();
    Set<Long> keys = new HashSet<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select batch, place, size, id, text from batch_rows order by batch, place")) {
      while (rows.next()) {
        long batch = rows.getLong(1);
        int size = rows.getInt(3);
        Found part = found.computeIfAbsent(batch, each -> new Found(size, new ArrayList<>()));
        if (rows.getInt(2) != part.keys.size() || part.size != size) {
          problems.add("batch %d lacks what is before place %d".formatted(batch, rows.getInt(2)));
        }
        if (!rows.getString(5).equals(BatchTables.text(batch, rows.getInt(2)))) {
          problems.add("batch %d has another text at %d".formatted(batch, rows.getInt(2)));
        }
        part.keys.add(rows.getLong(4));
        if (!keys.add(rows.getLong(4))) {
          problems.add("key %d is there twice".formatted(rows.getLong(4)));
        }
      }
    }
    return found;
  }

  private void compare(long batch, List<Long> keys, Found found) {
    if (found == null) {
      problems.add("batch %d was acknowledged and is lost".formatted(batch));
    } else if (!found.keys.equals(keys)) {
      problems.add("batch %d has keys %s, told were %s".formatted(batch, found.keys, keys));
    }
  }

  private void whole(long batch, Found rows, Map<Long, Found> found) {
    if (rows.keys.size() != rows.size) {
      problems.add(
          "of batch %d there are %d rows of %d".formatted(batch, rows.keys.size(), rows.size));
    }
    if (BatchTables.writesTransactions(BatchTables.thread(batch))
        && !found.containsKey(batch ^ 1)) {
      problems.add("batch %d is there without the other of its transaction".formatted(batch));
    }
  }

  /** Each thread can have committed once without having told so. */
  private void unacknowledged(Map<Long, List<Long>> told, Map<Long, Found> found, int round) {
    int[] untold = new int[threads];
    for (long batch : found.keySet()) {
      if (BatchTables.round(batch) == round && !told.containsKey(batch)) {
        untold[BatchTables.thread(batch)]++;
      }
    }
    for (int thread = 0; thread < threads; thread++) {
      if (untold[thread] > (BatchTables.writesTransactions(thread) ? 2 : 1)) {
        problems.add("thread %d left %d batches untold".formatted(thread, untold[thread]));
      }
    }
  }

  private void totals(Statement statement, Map<Long, Found> found) throws SQLException {
    Map<Integer, Long> rows = new HashMap<>();
    found.forEach(
        (batch, part) -> {
          int thread = BatchTables.thread(batch);
          if (BatchTables.writesTransactions(thread)) {
            rows.merge(thread, (long) part.keys.size(), Long::sum);
          }
        });
    Map<Integer, Long> totals = new HashMap<>();
    try (ResultSet result = statement.executeQuery("select thread, total from batch_totals")) {
      while (result.next()) {
        totals.put(result.getInt(1), result.getLong(2));
      }
    }
    if (!totals.equals(rows)) {
      problems.add("totals are %s, rows are %s".formatted(totals, rows));
    }
  }
}
