package io.ashlar.rules.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A program from a page of documentation: compiled and run as a reader would. */
final class DocumentedProgram {

  private final Path directory;
  private final String className;

  private DocumentedProgram(Path directory, String className) {
    this.directory = directory;
    this.className = className;
  }

  /**
   * Compiles a program.
   *
   * @param directory where to; empty
   * @param className its public class, of no package
   * @param source all of it
   */
  static DocumentedProgram compile(Path directory, String className, String source)
      throws IOException {
    Path file = directory.resolve(className + ".java");
    Files.writeString(file, source);
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
                  files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    return new DocumentedProgram(directory, className);
  }

  /**
   * Runs its main method to a good end and tells what it printed. In a JVM of its own: paths of
   * examples are relative, and none of them needs a flag.
   */
  String run() throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Path errors = directory.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                directory
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                className)
            .directory(Files.createDirectory(directory.resolve("work")).toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> read(errors)).isZero();
    return read(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
