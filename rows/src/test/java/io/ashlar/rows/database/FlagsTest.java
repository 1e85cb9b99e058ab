package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flags of the JVM change: only how memory is reached. Each in a JVM of its own. */
class FlagsTest {

  private static final int FEATURE = Runtime.version().feature();

  /** What the program reads: 20 counters, of which half were raised, and two bytes of each row. */
  private static final String READ = "19190";

  private static final String OWN = "io.ashlar.codec.memory.VarHandleBuffer";
  private static final List<String> ELSE =
      List.of("net.openhft.", "org.agrona.UnsafeApi", "org.agrona.concurrent.UnsafeBuffer");

  private static final List<String> FLAGS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");

  @TempDir private Path directory;

  private List<String> out;
  private List<String> err;

  @BeforeEach
  void forget() {
    out = null;
    err = null;
  }

  @Test
  void shouldWorkInSilenceWhenNoFlagIsGiven() throws Exception {
    run(List.of());
    assertThat(out).containsExactly("VAR_HANDLES " + READ, "VAR_HANDLES " + READ);
    if (FEATURE < 24) {
      assertThat(err).isEmpty();
    } else {
      // Of the native library alone.
      assertThat(err).isNotEmpty().allMatch(line -> line.startsWith("WARNING: "));
      assertThat(String.join(" ", err)).contains("org.rocksdb").doesNotContain("Unsafe", "agrona");
    }
    assertThat(loaded(List.of(OWN))).isNotEmpty();
    assertThat(loaded(ELSE)).isEmpty();
  }

  @Test
  void shouldUseAddressesWhenAllFlagsAreGiven() throws Exception {
    run(FLAGS);
    assertThat(out).containsExactly("UNSAFE " + READ, "UNSAFE " + READ);
    assertThat(err).isEmpty();
    assertThat(loaded(List.of(OWN))).isEmpty();
  }

  @Test
  void shouldDoAsThePropertySaysWhenAllFlagsAreGiven() throws Exception {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-Dashlar.buffers=varhandles");
    run(flags);
    assertThat(out).containsExactly("VAR_HANDLES " + READ, "VAR_HANDLES " + READ);
    assertThat(err).isEmpty();
    assertThat(loaded(ELSE)).isEmpty();
  }

  @Test
  void shouldNameTheFlagWhenThePropertyAsksForWhatNeedsOne() throws Exception {
    run(List.of("-Dashlar.buffers=unsafe"));
    assertThat(out)
        .hasSize(2)
        .allMatch(line -> line.contains("flag=--add-exports=java.base/jdk.internal.misc="));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void shouldWorkWhenTheJvmDeniesUnsafe() throws Exception {
    assumeThat(FEATURE).isGreaterThanOrEqualTo(23);
    run(List.of("--sun-misc-unsafe-memory-access=deny", "--enable-native-access=ALL-UNNAMED"));
    assertThat(out).containsExactly("VAR_HANDLES " + READ, "VAR_HANDLES " + READ);
    assertThat(err).isEmpty();
  }

  @Test
  void shouldWorkWhenTheJvmDeniesOneOfAllThatIsNeeded() throws Exception {
    assumeThat(FEATURE).isGreaterThanOrEqualTo(24);
    List<String> flags = new ArrayList<>(FLAGS);
    flags.replaceAll(flag -> flag.replace("memory-access=allow", "memory-access=deny"));
    run(flags);
    assertThat(out).containsExactly("VAR_HANDLES " + READ, "VAR_HANDLES " + READ);
  }

  @Test
  void shouldNameFlagAndAttributeWhenTheJvmDeniesNativeAccess() throws Exception {
    assumeThat(FEATURE).isGreaterThanOrEqualTo(24);
    run(List.of("--illegal-native-access=deny"));
    assertThat(out)
        .hasSize(2)
        .allMatch(
            line ->
                line.startsWith("The JVM was told to let nobody load a native library.")
                    && line.contains("flag=--enable-native-access=ALL-UNNAMED")
                    && line.contains("manifestAttribute=Enable-Native-Access: ALL-UNNAMED"));
  }

  private void run(List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:class+load:file=" + directory.resolve("classes") + "::filecount=0",
            "-cp",
            System.getProperty("java.class.path"),
            FlagsProgram.class.getName(),
            directory.resolve("data").toString()));
    Path stdout = directory.resolve("out");
    Path stderr = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    int status = builder.start().waitFor();
    out = Files.readAllLines(stdout);
    err = Files.readAllLines(stderr).stream().filter(line -> !line.isEmpty()).toList();
    assertThat(status).as(() -> String.join("\n", err)).isZero();
  }

  private List<String> loaded(List<String> prefixes) throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("classes"))) {
      return lines
          .map(line -> line.substring(line.lastIndexOf(']') + 1).trim())
          .filter(name -> prefixes.stream().anyMatch(name::startsWith))
          .toList();
    }
  }
}
