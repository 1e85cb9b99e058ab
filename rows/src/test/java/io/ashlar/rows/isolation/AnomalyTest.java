package io.ashlar.rows.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.rows.database.Beneath;
import io.ashlar.rows.database.Databases;
import io.ashlar.transaction.IsolationLevel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each scripted anomaly at each level, with the outcomes of {@code docs/isolation.md}. Where a
 * change of them is wanted, {@code -Dashlar.isolation.write=true} writes them into that file.
 */
@Timeout(300)
class AnomalyTest {

  private static final String BEGIN = "<!-- outcomes: written by AnomalyTest -->\n";
  private static final String END = "<!-- end of outcomes -->\n";

  @TempDir private Path directory;
  private int opened;

  @Test
  void shouldComeToTheDocumentedOutcomesWhenInMemory() throws Exception {
    Path page = page();
    String table = table(level -> Databases.inMemory(options()));
    System.out.println(table);
    if (Boolean.getBoolean("ashlar.isolation.write")) {
      String text = Files.readString(page);
      int from = text.indexOf(BEGIN) + BEGIN.length();
      Files.writeString(page, text.substring(0, from) + table + text.substring(text.indexOf(END)));
    }
    assertThat(documented(Files.readString(page))).isEqualTo(table);
  }

  @Test
  void shouldComeToTheDocumentedOutcomesWhenOnDisk() throws Exception {
    String table = table(level -> Databases.open(directory.resolve("" + opened++), options()));
    assertThat(table).isEqualTo(documented(Files.readString(page())));
  }

  /** Nothing times out: a wait that nobody ends is a failure of the script. */
  private static Options options() {
    return Options.builder().lockTimeout(Duration.ofMinutes(10)).build();
  }

  private interface Opener {
    Database open(IsolationLevel level);
  }

  private static String table(Opener opener) throws Exception {
    StringBuilder text = new StringBuilder("| case | what it is |");
    for (IsolationLevel level : IsolationLevel.values()) {
      text.append(" `").append(level).append("` |");
    }
    text.append("\n|---|---|---|---|---|\n");
    for (AnomalyScript script : scripts()) {
      text.append("| [").append(script.title()).append("](../rows/src/test/resources/hermitage/");
      text.append(script.file()).append(".txt) | ").append(script.meaning()).append(" |");
      for (IsolationLevel level : IsolationLevel.values()) {
        text.append(' ').append(outcome(script, level, opener)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String outcome(AnomalyScript script, IsolationLevel level, Opener opener)
      throws Exception {
    Database db = opener.open(level);
    BufferPool pool = Beneath.pool(db);
    String outcome;
    try (db) {
      AnomalyRun run = AnomalyRun.of(script, db, level);
      List<String> wrong = new ArrayList<>();
      script.always().stream()
          .filter(clause -> !run.holds(clause))
          .forEach(clause -> wrong.add(clause + " but is " + run.result(clause.name())));
      assertThat(wrong).as("%s at %s", script.title(), level).isEmpty();
      assertThat(db.maintenance().verify().problems()).isEmpty();
      assertThat(Beneath.locks(db).idle()).isTrue();
      assertThat(db.monitor().statistics().openTransactions()).isZero();
      outcome = run.outcome();
    }
    assertThat(pool.outstanding()).isZero();
    return outcome;
  }

  private static List<AnomalyScript> scripts() throws IOException, URISyntaxException {
    Path place =
        Path.of(Objects.requireNonNull(AnomalyTest.class.getResource("/hermitage")).toURI());
    List<AnomalyScript> scripts = AnomalyScript.readAll(place);
    assertThat(scripts).hasSizeGreaterThanOrEqualTo(15);
    return scripts;
  }

  private static Path page() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("docs/isolation.md"))) {
      at = Objects.requireNonNull(at.getParent(), "docs/isolation.md is in no parent directory");
    }
    return at.resolve("docs/isolation.md");
  }

  private static String documented(String text) {
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    assertThat(from).isNotNegative();
    assertThat(to).isGreaterThan(from);
    return text.substring(from + BEGIN.length(), to);
  }
}
