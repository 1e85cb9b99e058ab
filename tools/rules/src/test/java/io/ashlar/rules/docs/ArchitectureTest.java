package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md, the design notes and the glossary speak of the code as it is. */
class ArchitectureTest {

  /** A type in backquotes, perhaps with a member behind it. */
  private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)[.`]");

  private static final Pattern PACKAGE = Pattern.compile("`(io\\.ashlar[.a-z]*)`");

  @Test
  void shouldNameOnlyTypesThatExist() throws IOException {
    Set<String> missing = named(TYPE);
    assertThat(missing).hasSizeGreaterThan(20);
    missing.removeAll(
        ProjectSources.all().stream().map(ArchitectureTest::typeName).collect(Collectors.toSet()));
    assertThat(missing).isEmpty();
  }

  @Test
  void shouldNameOnlyPackagesThatExist() throws IOException {
    Set<String> missing = named(PACKAGE);
    assertThat(missing).isNotEmpty();
    missing.removeIf(ArchitectureTest::packageExists);
    assertThat(missing).isEmpty();
  }

  private static Set<String> named(Pattern pattern) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(Pages.text("ARCHITECTURE.md")).append(Pages.text("docs/glossary.md"));
    for (Path note : Pages.below(Pages.docs().resolve("design"), 1)) {
      text.append(Files.readString(note));
    }
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean packageExists(String name) {
    String caption = "/" + name.replace('.', '/') + "/package-info.java";
    return ProjectSources.all().stream()
        .anyMatch(source -> source.toString().replace('\\', '/').endsWith(caption));
  }

  private static String typeName(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }
}
