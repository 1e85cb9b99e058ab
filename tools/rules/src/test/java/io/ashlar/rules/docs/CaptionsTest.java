package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Captions name packages and types that are there, also where they cannot link to them. */
class CaptionsTest {

  private static final Pattern PACKAGE = Pattern.compile("\\{@code (io\\.ashlar[.a-z]*)\\}");
  private static final Pattern TYPE = Pattern.compile("\\{@code ([A-Z][a-z][A-Za-z]*)[.}]");

  /** A line break within a comment. */
  private static final Pattern BREAK = Pattern.compile("\\R\\s*\\*\\s*");

  /** Types of others that captions name. */
  private static final Set<String> FOREIGN = Set.of("DriverManager", "TransactionDB");

  @Test
  void shouldNameOnlyPackagesThatExist() throws IOException {
    Set<String> there =
        sources().stream()
            .map(source -> source.getParent().toString().replace('\\', '/'))
            .map(directory -> directory.replaceFirst(".*/src/(main|test|testkit)/java/", ""))
            .map(directory -> directory.replace('/', '.'))
            .collect(Collectors.toSet());
    assertThat(named(PACKAGE, source -> true, there)).isEmpty();
  }

  @Test
  void shouldNameOnlyTypesThatExist() throws IOException {
    Set<String> there =
        sources().stream()
            .map(CaptionsTest::typeName)
            .collect(Collectors.toCollection(TreeSet::new));
    there.addAll(FOREIGN);
    assertThat(named(TYPE, source -> typeName(source).equals("package-info"), there)).isEmpty();
  }

  /** What is named in the chosen sources and is not there, each with the source. */
  private static Set<String> named(Pattern pattern, Predicate<Path> chosen, Set<String> there)
      throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path source : sources()) {
      if (chosen.test(source)) {
        String text = BREAK.matcher(Files.readString(source)).replaceAll(" ");
        pattern
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .filter(name -> there.stream().noneMatch(known -> isPartOf(name, known)))
            .forEach(name -> missing.add(name + " in " + source));
      }
    }
    return missing;
  }

  /** Whether a name is that of something known, or of a package above it. */
  private static boolean isPartOf(String name, String known) {
    return known.equals(name) || known.startsWith(name + ".");
  }

  private static List<Path> sources() {
    return ProjectSources.all();
  }

  private static String typeName(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }
}
