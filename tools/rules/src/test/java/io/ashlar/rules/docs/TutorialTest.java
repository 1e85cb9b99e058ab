package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pieces of docs/tutorial.md are one program that prints what the page says. */
class TutorialTest {

  private static final String CLASS_NAME = "Tutorial";

  /** A piece of Java, or of what was printed. */
  private static final Pattern BLOCKS =
      Pattern.compile("```(java|text)\\R(.*?)```", Pattern.DOTALL);

  /** The packages that a newcomer needs. */
  private static final Pattern ALLOWED_IMPORT =
      Pattern.compile(
          "import (static )?(io\\.ashlar\\.((schema|query|error)\\.)?|java\\.)[\\w.*]*;");

  @TempDir private Path directory;

  private final StringBuilder imports = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private final StringBuilder output = new StringBuilder();

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void shouldPrintWhatThePageSaysWhenItsPiecesAreRunInOrder() throws Exception {
    read();
    String source =
        imports
            + "public class "
            + CLASS_NAME
            + " {\n  public static void main(String[] args) throws Exception {\n"
            + code
            + "  }\n}\n";
    String printed = DocumentedProgram.compile(directory, CLASS_NAME, source).run();
    assertThat(printed).isEqualTo(output.toString());
  }

  @Test
  void shouldNeedFewPackagesWhenANewcomerStarts() throws IOException {
    read();
    List<String> lines = imports.toString().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).isNotEmpty().allMatch(line -> ALLOWED_IMPORT.matcher(line).matches());
    assertThat(code).doesNotContain("io.ashlar.");
  }

  private void read() throws IOException {
    Matcher blocks =
        BLOCKS.matcher(Files.readString(ProjectSources.root().resolve("docs/tutorial.md")));
    while (blocks.find()) {
      String block = blocks.group(2);
      if (blocks.group(1).equals("text")) {
        output.append(block);
      } else if (block.startsWith("import ")) {
        imports.append(block);
      } else {
        code.append(block);
      }
    }
    assertThat(code).isNotEmpty();
    assertThat(output).isNotEmpty();
  }
}
