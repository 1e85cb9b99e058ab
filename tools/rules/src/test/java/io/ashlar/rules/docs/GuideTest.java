package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of the package {@code io.ashlar}: its first piece of code is a program, and the others
 * are one in their order.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GuideTest {

  private static final Pattern BLOCKS =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\R}</pre>", Pattern.DOTALL);

  /** What a reader's IDE imports for the pieces behind the first. */
  private static final String IMPORTS =
      """
      import io.ashlar.*;
      import io.ashlar.error.*;
      import io.ashlar.query.*;
      import io.ashlar.row.*;
      import io.ashlar.schema.*;
      import io.ashlar.transaction.*;
      import static io.ashlar.query.Parameter.parameter;
      import static io.ashlar.type.ColumnType.*;
      """;

  @TempDir private Path directory;

  private List<String> pieces;

  @BeforeEach
  void read() throws IOException {
    String page =
        Files.readString(
                ProjectSources.root().resolve("api/src/main/java/io/ashlar/package-info.java"))
            .lines()
            .map(line -> line.replaceFirst("^ \\* ?", ""))
            .collect(Collectors.joining("\n"));
    pieces = BLOCKS.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(pieces).hasSizeGreaterThan(3);
  }

  @Test
  void shouldRunWhenTheShortestProgramIsCopied() throws Exception {
    assertThat(DocumentedProgram.compile(directory, "Hello", pieces.get(0)).run())
        .isEqualTo("Ada\n");
  }

  @Test
  void shouldRunWhenTheOtherPiecesArePutTogether() throws Exception {
    String source =
        IMPORTS
            + "public class Guide {\n  public static void main(String[] args) throws Exception {\n"
            + "try (Database db = Database.inMemory()) {\n"
            + String.join("\n", pieces.subList(1, pieces.size()))
            + "\n}\n  }\n}\n";
    assertThat(DocumentedProgram.compile(directory, "Guide", source).run())
        .startsWith("1: 120\n")
        .contains("key");
  }
}
