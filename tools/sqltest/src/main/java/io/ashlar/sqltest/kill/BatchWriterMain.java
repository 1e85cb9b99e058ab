package io.ashlar.sqltest.kill;

import io.ashlar.sqltest.random.Dice;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The process that is killed. Each batch that the driver has acknowledged is told as a line {@code
 * B}, its number, and the keys of its rows; what should not happen as a line {@code X}.
 */
public final class BatchWriterMain {

  private static final int MAX_SIZE = 40;

  private final Connection connection;
  private final int round;
  private final int thread;
  private final Dice dice;
  private int number;

  private BatchWriterMain(Connection connection, int round, int thread, long seed) {
    this.connection = connection;
    this.round = round;
    this.thread = thread;
    this.dice = new Dice(seed * 31 + thread);
  }

  /**
   * Writes until it is killed.
   *
   * @param args the directory of the database, the round, how many threads, the seed
   */
  public static void main(String[] args) {
    String url = BatchTables.url(Path.of(args[0]));
    int round = Integer.parseInt(args[1]);
    long seed = Long.parseLong(args[3]);
    try {
      Connection first = DriverManager.getConnection(url);
      try (Statement statement = first.createStatement()) {
        statement.execute(BatchTables.ROWS);
        statement.execute(BatchTables.TOTALS);
      }
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        Connection connection = DriverManager.getConnection(url);
        BatchWriterMain writer = new BatchWriterMain(connection, round, i, seed + round);
        new Thread(writer::write, "batch-" + i).start();
      }
    } catch (SQLException e) {
      tell("X " + e.getSQLState() + " " + e.getMessage());
    }
  }

  private static void tell(String line) {
    PrintStream out = System.out;
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (BatchWriterMain.class) {
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }

  private void write() {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into batch_rows (batch, place, size, text) values (?, ?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      connection.setAutoCommit(!BatchTables.writesTransactions(thread));
      while (true) {
        if (connection.getAutoCommit()) {
          tell(batch(insert));
        } else {
          transaction(insert);
        }
      }
    } catch (SQLException | RuntimeException e) {
      tell("X thread " + thread + " " + e);
    }
  }

  private void transaction(PreparedStatement insert) throws SQLException {
    List<String> told = new ArrayList<>();
    long written = 0;
    for (int i = 0; i < 2; i++) {
      told.add(batch(insert));
      written += told.get(i).split(" ", -1).length - 2;
    }
    try (PreparedStatement update =
        connection.prepareStatement("update batch_totals set total = total + ? where thread = ?")) {
      update.setLong(1, written);
      update.setInt(2, thread);
      if (update.executeUpdate() == 0) {
        try (Statement first = connection.createStatement()) {
          first.executeUpdate("insert into batch_totals values (" + thread + ", " + written + ")");
        }
      }
    }
    if (dice.percent(10)) {
      connection.rollback();
      return;
    }
    connection.commit();
    told.forEach(BatchWriterMain::tell);
  }

  /** Executes a batch; what is to be told of it. */
  private String batch(PreparedStatement insert) throws SQLException {
    long batch = BatchTables.batch(round, thread, number++);
    int size = 1 + dice.below(MAX_SIZE);
    for (int place = 0; place < size; place++) {
      insert.setLong(1, batch);
      insert.setInt(2, place);
      insert.setInt(3, size);
      insert.setString(4, BatchTables.text(batch, place));
      insert.addBatch();
    }
    int[] counts = insert.executeBatch();
    if (counts.length != size || Arrays.stream(counts).anyMatch(count -> count != 1)) {
      throw new SQLException("a batch of " + size + " told " + Arrays.toString(counts));
    }
    StringBuilder line = new StringBuilder("B ").append(batch);
    try (ResultSet keys = insert.getGeneratedKeys()) {
      while (keys.next()) {
        line.append(' ').append(keys.getLong(1));
      }
    }
    return line.toString();
  }
}
