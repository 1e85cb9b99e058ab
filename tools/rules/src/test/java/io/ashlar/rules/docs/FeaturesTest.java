package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/features.md promises nothing that no test holds. */
class FeaturesTest {

  private static final int CELLS = 3;
  private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern TEST_CLASS = Pattern.compile("`([A-Za-z]+)`");
  private static final Pattern TEST_METHOD =
      Pattern.compile("@(Test|Property|ParameterizedTest|RepeatedTest)\\b");

  @Test
  void shouldNameATestThatExistsWhenAFeatureIsListed() throws IOException {
    Map<String, Path> tests =
        ProjectSources.all().stream()
            .filter(file -> file.toString().replace('\\', '/').contains("/src/test/java/"))
            .collect(Collectors.toMap(FeaturesTest::typeName, Function.identity(), (a, b) -> a));
    List<String> wrong = new ArrayList<>();
    List<String[]> rows = rows();
    assertThat(rows).hasSizeGreaterThan(30);
    for (String[] row : rows) {
      List<String> named =
          TEST_CLASS.matcher(row[CELLS - 1]).results().map(match -> match.group(1)).toList();
      if (named.isEmpty()) {
        wrong.add(row[0] + ": no test");
      }
      for (String name : named) {
        if (!tests.containsKey(name) || !hasTests(tests.get(name))) {
          wrong.add(row[0] + ": there is no test " + name);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Path page() {
    return ProjectSources.root().resolve("docs/features.md");
  }

  /** The cells of each row, headings left out. */
  private static List<String[]> rows() throws IOException {
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(page())) {
      if (line.startsWith("| ") && !line.startsWith("| feature |")) {
        String[] cells = SEPARATOR.split(line.substring(1, line.lastIndexOf('|')), -1);
        assertThat(cells).as(line).hasSize(CELLS);
        rows.add(cells);
      }
    }
    return rows;
  }

  private static boolean hasTests(Path file) {
    try {
      return TEST_METHOD.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String typeName(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }
}
