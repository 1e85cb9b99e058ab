package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.jdbc.error.SqlStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the driver says what the driver does. */
class DriverPageTest {

  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private static List<List<String>> table(String firstColumn) throws IOException {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("jvm.args"))) {
      directory = directory.getParent();
    }
    return Files.readAllLines(directory.resolve("docs/jdbc.md")).stream()
        .dropWhile(line -> !line.startsWith("| " + firstColumn + " |"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip).toList())
        .toList();
  }

  private static Stream<String> codes(String cell) {
    return CODE.matcher(cell).results().map(one -> one.group(1));
  }

  @Test
  void shouldListEachPropertyWhenThePageIsRead() throws IOException {
    List<String> told = table("property").stream().flatMap(row -> codes(row.get(0))).toList();
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(new AshlarDriver().getPropertyInfo("jdbc:ashlar:mem:", null))
                .map((DriverPropertyInfo property) -> property.name)
                .toList());
  }

  @Test
  void shouldTellTheClassOfEachStateWhenThePageIsRead() throws IOException {
    List<List<String>> rows = table("failure");
    assertThat(rows).hasSizeGreaterThan(12);
    for (List<String> row : rows) {
      String[] states = row.get(1).split(";", -1);
      List<String> classes = codes(row.get(2)).toList();
      for (int i = 0; i < states.length; i++) {
        String type = classes.get(Math.min(i, classes.size() - 1));
        Matcher state = Pattern.compile("[0-9A-Z]{5}").matcher(states[i]);
        while (state.find()) {
          // The class of an exceeded deadline is told by the failure, not by its state.
          String expected = type.equals("SQLTimeoutException") ? "SQLException" : type;
          assertThat(SqlStates.failure(state.group(), "It.").getClass().getSimpleName())
              .as(state.group())
              .isEqualTo(expected);
        }
      }
    }
  }
}
