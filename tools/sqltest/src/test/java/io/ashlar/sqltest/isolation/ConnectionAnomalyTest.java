package io.ashlar.sqltest.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.sqltest.isolation.Script.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each scripted anomaly at each level of JDBC, through two or three connections, comes to what
 * {@code docs/isolation.md} says of the level of Ashlar behind it.
 */
@Timeout(300)
class ConnectionAnomalyTest {

  @TempDir private Path directory;
  private int opened;

  @Test
  void shouldComeToTheDocumentedOutcomesWhenReadCommitted() throws Exception {
    assertOutcomes(Connection.TRANSACTION_READ_COMMITTED, 0);
  }

  @Test
  void shouldComeToThoseOfReadCommittedWhenReadUncommitted() throws Exception {
    assertOutcomes(Connection.TRANSACTION_READ_UNCOMMITTED, 0);
  }

  @Test
  void shouldComeToThoseOfSnapshotWhenRepeatableRead() throws Exception {
    assertOutcomes(Connection.TRANSACTION_REPEATABLE_READ, 1);
  }

  @Test
  void shouldComeToTheDocumentedOutcomesWhenSerializable() throws Exception {
    assertOutcomes(Connection.TRANSACTION_SERIALIZABLE, 2);
  }

  private void assertOutcomes(int level, int column) throws Exception {
    List<Script> scripts = Script.readAll(root().resolve("rows/src/test/resources/hermitage"));
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(15);
    for (Script script : scripts) {
      assertThat(new Run(script, url(level), level).outcome())
          .as("%s at level %d", script.title(), level)
          .isEqualTo(documented(script.title(), column));
    }
  }

  /** A new database, at the highest level one on disk. */
  private String url(int level) {
    String place =
        level == Connection.TRANSACTION_SERIALIZABLE
            ? directory.resolve("d" + opened++).toString()
            : "mem:anomaly" + opened++;
    // Nothing times out: a wait that nobody ends is a failure of the script.
    return "jdbc:ashlar:" + place + "?lockTimeout=1h";
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/isolation.md"))) {
      at = at.getParent();
    }
    return at;
  }

  private static String documented(String title, int column) throws IOException {
    String row =
        Files.readAllLines(root().resolve("docs/isolation.md")).stream()
            .filter(line -> line.startsWith("| [" + title + "]"))
            .findFirst()
            .orElseThrow();
    return row.split(" \\| ", -1)[column + 2].replace(" |", "");
  }

  /** One script on one database. */
  private static final class Run {

    private final Script script;
    private final Map<String, ScriptConnection> sessions = new LinkedHashMap<>();
    private final Map<String, String> results = new HashMap<>();

    Run(Script script, String url, int level) throws Exception {
      this.script = script;
      try (Connection connection = DriverManager.getConnection(url)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("create table numbers (id bigint primary key, value bigint)");
          statement.execute("create index by_value on numbers (value)");
          statement.execute("insert into numbers values (1, 10), (2, 20)");
        }
        for (Step step : script.steps()) {
          if (!step.session().equals("end") && !sessions.containsKey(step.session())) {
            sessions.put(step.session(), new ScriptConnection(step.session(), url, level));
          }
        }
        play(connection);
        for (ScriptConnection each : sessions.values()) {
          each.close();
        }
        Database database = connection.unwrap(Database.class);
        assertThat(database.maintenance().verify().problems()).isEmpty();
        assertThat(database.monitor().statistics().openTransactions()).isZero();
      }
      List<String> wrong = new ArrayList<>(script.always());
      wrong.removeIf(this::holds);
      assertThat(wrong).as("%s: %s", script.title(), results).isEmpty();
    }

    private void play(Connection reader)
        throws SQLException, InterruptedException, ExecutionException {
      for (Step step : script.steps()) {
        if (step.session().equals("end")) {
          results.put(step.name(), ScriptConnection.run(reader, step.statement()));
          continue;
        }
        ScriptConnection session = sessions.get(step.session());
        session.start(step);
        while (!session.idle() && !session.isWaiting()) {
          Thread.sleep(1);
        }
        if (!session.idle()) {
          session.waits();
          continue;
        }
        session.finish(results);
        if (session.ended()) {
          // It has let go of its locks, which are what the others wait for.
          for (ScriptConnection each : sessions.values()) {
            each.finish(results);
          }
        }
      }
    }

    private boolean holds(String clause) {
      if (clause.endsWith(" commits")) {
        return sessions.get(clause.substring(0, 2)).committed();
      }
      if (clause.endsWith(" at once")) {
        Step step = script.named(clause.substring(0, clause.indexOf(' ')));
        return results.containsKey(step.name()) && !sessions.get(step.session()).hadToWaitFor(step);
      }
      int equal = clause.indexOf(" = ");
      return clause.substring(equal + 3).equals(results.get(clause.substring(0, equal)));
    }

    /** What became of the anomaly: the first of its parts that did not come about says why. */
    String outcome() {
      for (String clause : script.anomaly()) {
        if (!holds(clause)) {
          return clause.endsWith(" commits")
              ? conflict(sessions.get(clause.substring(0, 2)))
              : prevented(script.named(clause.substring(0, clause.indexOf(' '))));
        }
      }
      return "**allowed**";
    }

    private String prevented(Step step) {
      ScriptConnection session = sessions.get(step.session());
      if (!results.containsKey(step.name())) {
        return conflict(session);
      }
      return session.hadToWaitFor(step)
          ? "blocking: `" + step + "` waits"
          : "view: `" + step + "` gives " + results.get(step.name());
    }

    private static String conflict(ScriptConnection session) {
      return "conflict: `" + session.refused() + "`";
    }
  }
}
