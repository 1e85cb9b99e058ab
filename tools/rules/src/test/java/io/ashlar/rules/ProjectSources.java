package io.ashlar.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the sources of this project are. */
public final class ProjectSources {

  /** The modules in the order of their dependencies. */
  static final List<String> MODULES =
      List.of(
          "api",
          "codec",
          "engine",
          "store",
          "mvcc",
          "txn",
          "rows",
          "sql",
          "jdbc",
          "integrations/hibernate",
          "integrations/flyway",
          "integrations/liquibase",
          "integrations/programs",
          "tools/workbench",
          "tools/check",
          "tools/torture",
          "tools/fuzz",
          "tools/shell",
          "tools/cli",
          "tools/sqltest",
          "bench",
          "tools/rules");

  private ProjectSources() {}

  /**
   * The root of the project: the directory above that holds the one file of JVM flags.
   *
   * @return its path
   */
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("jvm.args"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no jvm.args in or above " + Path.of("").toAbsolutePath());
      }
    }
    return directory;
  }

  /** All Java files below {@code src/main/java} of all modules. */
  static List<Path> main() {
    return MODULES.stream().flatMap(module -> java(module, "src/main/java")).toList();
  }

  /**
   * All Java files of all modules, tests included.
   *
   * @return their paths
   */
  public static List<Path> all() {
    return MODULES.stream()
        .flatMap(
            module ->
                Stream.of("src/main/java", "src/testkit/java", "src/test/java")
                    .flatMap(folder -> java(module, folder)))
        .toList();
  }

  private static Stream<Path> java(String module, String folder) {
    Path directory = root().resolve(module).resolve(folder);
    if (!Files.exists(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
