package io.ashlar.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.rules.ProjectSources;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README compiles, runs, and prints what the README says. */
class ReadmeExampleTest {

  private static final String CLASS_NAME = "Example";
  private static final int MOST_LINES = 25;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void shouldPrintWhatTheReadmeSaysWhenTheExampleRuns() throws Exception {
    ReadmeExample example = ReadmeExample.read();
    assertThat(example.code().lines().count()).isLessThanOrEqualTo(MOST_LINES);
    compile(example);
    assertThat(runInOwnDirectory()).isEqualTo(example.output());
  }

  private void compile(ReadmeExample example) throws IOException {
    Path source = directory.resolve(CLASS_NAME + ".java");
    Files.writeString(source, example.source(CLASS_NAME));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      directory.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  /** In a JVM of its own: the example's path is relative, and the flags are those of the README. */
  private String runInOwnDirectory() throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Path errors = directory.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ProjectSources.root().resolve("jvm.args"),
                "-cp",
                directory
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                CLASS_NAME)
            .directory(Files.createDirectory(directory.resolve("work")).toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(errors)).isZero();
    return read(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
