package io.ashlar.rules.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of empty modules, with a Maven and a Java that only note how they were
 * called: when it builds, what it runs, and which exit code it passes on.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LauncherTest {

  private static final List<String> MODULES =
      List.of(
          "api",
          "codec",
          "engine",
          "store",
          "mvcc",
          "txn",
          "rows",
          "sql",
          "tools/workbench",
          "tools/check",
          "tools/torture",
          "tools/fuzz",
          "tools/shell",
          "tools/cli",
          "jdbc",
          "tools/sqltest",
          "bench");

  private static final String FAKE_MAVEN =
      """
      #!/bin/sh
      echo "$@" >> "$CALLS/builds"
      if [ -f "$CALLS/broken" ]; then echo "it does not compile"; exit 7; fi
      modules="api codec engine store mvcc txn rows sql tools/workbench"
      modules="$modules tools/check tools/torture tools/fuzz tools/shell tools/cli"
      case "$*" in
        *"-pl bench "*) modules="$modules jdbc bench" ;;
        *"-pl tools/sqltest "*) modules="$modules jdbc tools/sqltest" ;;
      esac
      for m in $modules; do
        mkdir -p "$m/target" && : > "$m/target/ashlar-${m##*/}.jar"
      done
      printf '%s' "$CALLS/library.jar" > "$m/target/libraries.classpath"
      """;

  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      for word in "$@"; do echo "$word"; done
      exit 42
      """;

  @TempDir private Path temporary;

  private Path project;
  private Path calls;
  private String flags;
  private String err;
  private List<String> out;

  @BeforeEach
  void layOut() throws IOException {
    project = Files.createDirectories(temporary.resolve("a project"));
    calls = Files.createDirectory(temporary.resolve("calls"));
    Files.copy(ProjectSources.root().resolve("ashlar"), project.resolve("ashlar"));
    assertThat(project.resolve("ashlar").toFile().setExecutable(true)).isTrue();
    Files.writeString(project.resolve("pom.xml"), "");
    Files.writeString(project.resolve("jvm.args"), "");
    for (String module : MODULES) {
      Path sources = Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.writeString(sources.resolve("A.java"), "");
      Files.writeString(project.resolve(module).resolve("pom.xml"), "");
    }
    try (Stream<Path> paths = Files.walk(project)) {
      for (Path path : paths.toList()) {
        touch(path, -60);
      }
    }
    Files.writeString(calls.resolve("library.jar"), "");
    executable("mvn", FAKE_MAVEN);
    executable("jdk/bin/java", FAKE_JAVA);
  }

  @Test
  void shouldBuildAndPassWordsAndExitCodeWhenNothingIsBuilt() throws Exception {
    assertThat(run("demo", "two words")).isEqualTo(42);
    assertThat(builds()).isEqualTo(1);
    assertThat(err.lines()).singleElement().asString().startsWith("ashlar: building");
    assertThat(out)
        .contains("@" + project.toRealPath().resolve("jvm.args"), "-Dashlar.terminal=false")
        .endsWith("io.ashlar.cli.Ashlar", "demo", "two words");
    assertThat(out.get(out.indexOf("-cp") + 1))
        .contains("ashlar-codec.jar:", "ashlar-cli.jar:")
        .doesNotContain("ashlar-bench.jar")
        .endsWith("library.jar");
  }

  @Test
  void shouldBuildAndAddWhatMeasuresWhenACommandNeedsIt() throws Exception {
    run("demo");
    assertThat(run("bench", "tpcb")).isEqualTo(42);
    assertThat(builds()).isEqualTo(2);
    assertThat(out.get(out.indexOf("-cp") + 1)).contains("ashlar-cli.jar:", "ashlar-bench.jar:");
    assertThat(run("torture", "world")).isEqualTo(42);
    assertThat(out.get(out.indexOf("-cp") + 1)).contains("ashlar-bench.jar:");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void shouldBuildAndAddWhatTestsSqlWhenItIsCalled() throws Exception {
    assertThat(run("sqltest", "logic")).isEqualTo(42);
    assertThat(builds()).isEqualTo(1);
    assertThat(out.get(out.indexOf("-cp") + 1))
        .contains("ashlar-jdbc.jar:", "ashlar-sqltest.jar:")
        .doesNotContain("ashlar-bench.jar");
  }

  @Test
  void shouldRunTheShellWithoutWhatMeasures() throws Exception {
    assertThat(run("sql", "--mem", "SELECT 'a;b'")).isEqualTo(42);
    assertThat(out).endsWith("sql", "--mem", "SELECT 'a;b'");
    assertThat(out.get(out.indexOf("-cp") + 1))
        .contains("ashlar-sql.jar:", "ashlar-shell.jar:", "ashlar-cli.jar:")
        .doesNotContain("ashlar-bench.jar");
  }

  @Test
  void shouldRunWithoutWhatMeasuresWhenItIsNotThere() throws Exception {
    Files.move(project.resolve("bench"), temporary.resolve("elsewhere"));
    assertThat(run("help")).isEqualTo(42);
    assertThat(out.get(out.indexOf("-cp") + 1)).doesNotContain("ashlar-bench.jar");
  }

  @Test
  void shouldNotBuildAgainWhenNothingHasChanged() throws Exception {
    run();
    assertThat(run("help")).isEqualTo(42);
    assertThat(builds()).isEqualTo(1);
    assertThat(err).isEmpty();
  }

  @Test
  void shouldBuildAgainWhenASourceIsNewerRemovedOrAJarIsGone() throws Exception {
    run();
    touch(project.resolve("codec/src/main/A.java"), 5);
    run();
    assertThat(builds()).as("a newer source").isEqualTo(2);
    touch(project.resolve("codec/src/main/A.java"), -60);
    Files.delete(project.resolve("codec/src/main/A.java"));
    touch(project.resolve("codec/src/main"), 5);
    run();
    assertThat(builds()).as("a removed source").isEqualTo(3);
    touch(project.resolve("codec/src/main"), -60);
    Files.delete(project.resolve("txn/target/ashlar-txn.jar"));
    run();
    assertThat(builds()).as("a jar that is gone").isEqualTo(4);
    Files.delete(calls.resolve("library.jar"));
    run();
    assertThat(builds()).as("a library that is gone").isEqualTo(5);
  }

  @Test
  void shouldNotBuildWhatMavenHasBuiltUntilAModuleChanges() throws Exception {
    run("demo");
    Files.delete(project.resolve("tools/cli/target/launcher.built"));
    int seconds = -50;
    for (String module : MODULES.subList(0, MODULES.indexOf("jdbc"))) {
      Path target = project.resolve(module).resolve("target");
      Files.writeString(target.resolve("build.begun"), "");
      touch(target.resolve("build.begun"), seconds++);
      touch(target.resolve("ashlar-" + project.resolve(module).getFileName() + ".jar"), seconds++);
    }
    assertThat(run("demo")).isEqualTo(42);
    assertThat(builds()).as("built by Maven").isEqualTo(1);
    touch(project.resolve("txn/target/ashlar-txn.jar"), -60);
    run("demo");
    assertThat(builds()).as("a build that made no jar").isEqualTo(2);
    Files.delete(project.resolve("tools/cli/target/launcher.built"));
    touch(project.resolve("txn/target/ashlar-txn.jar"), 0);
    run("demo");
    assertThat(builds()).as("whole again").isEqualTo(2);
    FileTime begun = Files.getLastModifiedTime(project.resolve("codec/target/build.begun"));
    touch(project.resolve("codec/target/build.begun"), -1);
    run("demo");
    assertThat(builds()).as("built after what stands on it").isEqualTo(3);
    Files.delete(project.resolve("tools/cli/target/launcher.built"));
    Files.setLastModifiedTime(project.resolve("codec/target/build.begun"), begun);
    run("demo");
    assertThat(builds()).as("in order again").isEqualTo(3);
    touch(project.resolve("rows/src/main/A.java"), 5);
    run("demo");
    assertThat(builds()).as("a newer source").isEqualTo(4);
  }

  @Test
  void shouldShowTheLogAndPassTheExitCodeWhenTheBuildFails() throws Exception {
    Files.writeString(calls.resolve("broken"), "");
    assertThat(run("demo")).isEqualTo(7);
    assertThat(err).contains("it does not compile", "ashlar: the build failed");
    assertThat(out).isEmpty();
    Files.delete(calls.resolve("broken"));
    assertThat(run("demo")).isEqualTo(42);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void shouldFindItsProjectWhenCalledThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), project.resolve("ashlar"));
    assertThat(start(link)).isEqualTo(42);
  }

  @Test
  void shouldGiveNoFlagsWhenNoneAreWantedOrThere() throws Exception {
    assertThat(run("demo")).isEqualTo(42);
    assertThat(out).anyMatch(word -> word.startsWith("@"));
    flags = "none";
    assertThat(run("demo")).isEqualTo(42);
    assertThat(out).noneMatch(word -> word.startsWith("@"));
    assertThat(out.get(0)).startsWith("-D");
    flags = "some";
    assertThat(run("demo")).isEqualTo(2);
    assertThat(err).contains("ASHLAR_FLAGS");
    flags = null;
    Files.delete(project.resolve("jvm.args"));
    assertThat(run("demo")).isEqualTo(42);
    assertThat(out).noneMatch(word -> word.startsWith("@"));
  }

  private long builds() throws IOException {
    Path log = calls.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private int run(String... words) throws Exception {
    return start(project.resolve("ashlar"), words);
  }

  private int start(Path launcher, String... words) throws Exception {
    Path outFile = temporary.resolve("out");
    Path errFile = temporary.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(words)).toList())
            .directory(temporary.toFile())
            .redirectOutput(outFile.toFile())
            .redirectError(errFile.toFile());
    builder.environment().put("CALLS", calls.toString());
    builder.environment().remove("ASHLAR_FLAGS");
    if (flags != null) {
      builder.environment().put("ASHLAR_FLAGS", flags);
    }
    builder.environment().put("JAVA_HOME", calls.resolve("jdk").toString());
    builder.environment().merge("PATH", calls.toString(), (path, first) -> first + ":" + path);
    int exitCode = builder.start().waitFor();
    out = Files.readAllLines(outFile);
    err = Files.readString(errFile);
    return exitCode;
  }

  private void executable(String name, String script) throws IOException {
    Path file = calls.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static void touch(Path path, int secondsFromNow) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(secondsFromNow)));
  }
}
