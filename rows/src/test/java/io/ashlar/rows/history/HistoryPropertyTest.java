package io.ashlar.rows.history;

import io.ashlar.Options;
import io.ashlar.rows.database.Beneath;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Every read of random histories is what a model of all committed versions says. */
class HistoryPropertyTest {

  private static final Options OPTIONS =
      Options.builder().durability(Durability.NONE).lockTimeout(Duration.ZERO).build();

  @Property(tries = 200)
  void shouldAgreeWithTheModelWhenSessionsInterleaveInMemory(@ForAll long seed) {
    History history = new History(InMemoryStore::new, OPTIONS, seed, 10);
    history.run(600, 0);
    collect(history);
  }

  @Property(tries = 15)
  void shouldAgreeWithTheModelWhenTheDatabaseIsReopened(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("history");
    try {
      History history =
          new History(() -> Beneath.store(directory.resolve("db"), OPTIONS), OPTIONS, seed, 10);
      history.run(600, 250);
      collect(history);
    } finally {
      delete(directory);
    }
  }

  /** Of all tries together, each way a step can end must have occurred. */
  private static void collect(History history) {
    for (String each :
        List.of(
            Statement.CONSTRAINT,
            "LockTimeoutException",
            "WriteConflictException",
            "SerializationConflictException")) {
      boolean occurred = history.events().containsKey(each);
      Statistics.label(each).collect(occurred);
      Statistics.label(each).coverage(coverage -> coverage.check(true).count(count -> count > 0));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
