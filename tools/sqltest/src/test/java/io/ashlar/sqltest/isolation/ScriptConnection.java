package io.ashlar.sqltest.isolation;

import io.ashlar.sqltest.isolation.Script.Step;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session of a script: a connection and the thread that drives it. */
final class ScriptConnection implements AutoCloseable {

  private static final Pattern UPDATE =
      Pattern.compile("update (\\d+|all|value .*?) (=|set|add) (\\d+)");

  private final Connection connection;
  private final Set<Step> waits = new HashSet<>();
  private final ExecutorService executor;
  private Thread thread;
  private Future<String> running;
  private Step step;
  private Step refused;
  private boolean committed;
  private boolean ended;

  ScriptConnection(String name, String url, int level) throws SQLException {
    connection = DriverManager.getConnection(url);
    connection.setTransactionIsolation(level);
    connection.setAutoCommit(false);
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              thread = new Thread(task, "script-" + name);
              return thread;
            });
  }

  /** Begins a step, unless the transaction was refused before. */
  void start(Step next) {
    if (refused == null) {
      step = next;
      running = executor.submit(() -> run(next.statement()));
    }
  }

  boolean idle() {
    return running == null || running.isDone();
  }

  /** Whether the step waits for a lock, which its thread shows. */
  boolean isWaiting() {
    if (idle() || thread.getState() != Thread.State.TIMED_WAITING) {
      return false;
    }
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("io.ashlar.txn.lock.")) {
        return true;
      }
    }
    return false;
  }

  void waits() {
    waits.add(step);
  }

  boolean hadToWaitFor(Step which) {
    return waits.contains(which);
  }

  /** Waits for the present step, if there is one, and keeps what it gave. */
  void finish(Map<String, String> results) throws InterruptedException, ExecutionException {
    if (running == null) {
      return;
    }
    try {
      String result = running.get();
      if (step.name() != null) {
        results.put(step.name(), result);
      }
      committed |= step.statement().equals("commit");
      ended |= committed || step.statement().equals("rollback");
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SQLTransactionRollbackException)) {
        throw e;
      }
      refused = step;
      ended = true;
    } finally {
      running = null;
    }
  }

  boolean ended() {
    return ended;
  }

  boolean committed() {
    return committed;
  }

  Step refused() {
    return refused;
  }

  private String run(String statement) throws SQLException {
    return run(connection, statement);
  }

  static String run(Connection connection, String statement) throws SQLException {
    if (statement.equals("commit")) {
      connection.commit();
      return "";
    }
    if (statement.equals("rollback")) {
      connection.rollback();
      return "";
    }
    try (Statement sql = connection.createStatement()) {
      boolean reads = statement.startsWith("get") || statement.startsWith("scan");
      return reads ? rows(sql, statement) : "" + sql.executeUpdate(change(statement));
    }
  }

  private static String rows(Statement sql, String statement) throws SQLException {
    String[] words = statement.split(" ", -1);
    boolean one = words[0].equals("get");
    String text =
        one
            ? "select value from numbers where id = "
                + words[1]
                + (words.length > 2 ? " for update" : "")
            : "select id, value from numbers"
                + (words.length > 1 ? " where " + statement.substring("scan ".length()) : "");
    List<String> rows = new ArrayList<>();
    try (ResultSet result = sql.executeQuery(text)) {
      while (result.next()) {
        rows.add(one ? result.getString(1) : result.getString(1) + "=" + result.getString(2));
      }
    }
    rows.sort(null);
    return rows.isEmpty() ? "none" : String.join(" ", rows);
  }

  private static String change(String statement) {
    String[] words = statement.split(" ", -1);
    return switch (words[0]) {
      case "insert" -> "insert into numbers values (" + words[1] + ", " + words[3] + ")";
      case "delete" -> "delete from numbers" + where(statement.substring("delete ".length()));
      default -> {
        Matcher update = UPDATE.matcher(statement);
        if (!update.matches()) {
          throw new IllegalArgumentException("not a statement: " + statement);
        }
        String value = (update.group(2).equals("add") ? "value + " : "") + update.group(3);
        yield "update numbers set value = " + value + where(update.group(1));
      }
    };
  }

  private static String where(String rows) {
    if (rows.equals("all")) {
      return "";
    }
    return " where " + (rows.startsWith("value") ? rows : "id = " + rows);
  }

  @Override
  public void close() throws SQLException {
    executor.shutdownNow();
    connection.close();
  }
}
