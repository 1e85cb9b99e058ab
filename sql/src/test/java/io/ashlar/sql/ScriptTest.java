package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs scripts on both stores. */
class ScriptTest {

  @TempDir Path directory;

  /** All that there are, so that none is forgotten. */
  static List<String> scripts() throws IOException, URISyntaxException {
    Path folder = Path.of(ScriptTest.class.getResource("scripts").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ".txt".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void shouldAnswerAsTheScriptSaysWhenItIsRunInMemory(String name) throws IOException {
    try (Database database = Database.inMemory()) {
      run(database, name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter",
        "change",
        "conflict",
        "identity",
        "keyless-change",
        "merge",
        "modify",
        "partition",
        "returning",
        "query",
        "subquery",
        "transaction",
        "view",
        "with-change"
      })
  void shouldAnswerAsTheScriptSaysWhenItIsRunOnDisk(String name) throws IOException {
    try (Database database = Database.open(directory)) {
      run(database, name);
    }
  }

  private static void run(Database database, String name) throws IOException {
    SoftAssertions all = new SoftAssertions();
    int steps = 0;
    try (SqlSession session = Sql.session(database)) {
      for (Script.Step step : Script.steps(script(name))) {
        steps++;
        all.assertThat(Script.outcome(session, step.text()))
            .as("%s.txt, line %d: %s", name, step.line(), step.text())
            .isEqualTo(step.expected());
      }
    }
    assertThat(steps).isGreaterThan(5);
    all.assertAll();
  }

  private static String script(String name) throws IOException {
    try (InputStream stream = ScriptTest.class.getResourceAsStream("scripts/" + name + ".txt")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
