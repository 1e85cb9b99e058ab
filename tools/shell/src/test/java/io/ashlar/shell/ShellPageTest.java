package io.ashlar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.shell.meta.MetaCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the shell says what the shell has. */
class ShellPageTest {

  @Test
  void shouldHaveTheCommandsThatThePageTells() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("jvm.args"))) {
      root = root.getParent();
    }
    Set<String> told =
        Files.readAllLines(root.resolve("docs/shell.md")).stream()
            .filter(line -> line.startsWith("| `\\"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .flatMap(cell -> Pattern.compile("\\\\[a-z?]+").matcher(cell).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(told).containsExactlyInAnyOrderElementsOf(MetaCommands.NAMES);
  }
}
