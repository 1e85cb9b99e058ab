package io.ashlar.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of the README that goes through JDBC compiles, runs, and prints what it says. */
class ReadmeProgramTest {

  private static final int MOST_LINES = 10;

  private static final Pattern BLOCKS =
      Pattern.compile("```java\\R(JdbcTemplate [^`]*)```[^`]*```text\\R([^`]*)```", Pattern.DOTALL);

  /** What a reader's IDE imports; the README leaves it out. */
  private static final String IMPORTS =
      """
      import java.util.List;
      import org.springframework.jdbc.core.JdbcTemplate;
      import org.springframework.jdbc.datasource.DriverManagerDataSource;
      """;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void shouldPrintWhatTheReadmeSaysWhenItsProgramRuns() throws Exception {
    Matcher blocks = BLOCKS.matcher(Files.readString(readme()));
    assertThat(blocks.find()).isTrue();
    String code = blocks.group(1);
    assertThat(code.lines().count()).isLessThanOrEqualTo(MOST_LINES);
    Path source = directory.resolve("Program.java");
    Files.writeString(
        source,
        IMPORTS
            + "public class Program {\n  public static void main(String[] arguments) {\n"
            + code
            + "  }\n}\n");
    compile(source);
    assertThat(printed()).isEqualTo(blocks.group(2));
  }

  private static Path readme() {
    Path place = Path.of("").toAbsolutePath();
    while (!Files.exists(place.resolve("jvm.args"))) {
      place = place.getParent();
    }
    return place.resolve("README.md");
  }

  private void compile(Path source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              directory.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      assertThat(
              compiler
                  .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                  .call())
          .as(messages.toString())
          .isTrue();
    }
  }

  /** In a JVM of its own, since the path in it is relative. */
  private String printed() throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                "Program")
            .directory(Files.createDirectory(directory.resolve("work")).toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(errors, UTF_8)).isZero();
    return Files.readString(output, UTF_8);
  }
}
