package io.ashlar.rules.docs;

import io.ashlar.rules.ProjectSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The example of the README: the first block of Java in it, and the block of text behind it that
 * says what it prints.
 *
 * @param code statements, without imports
 * @param output what they print
 */
record ReadmeExample(String code, String output) {

  private static final Pattern BLOCKS =
      Pattern.compile("```java\\R(.*?)```.*?```text\\R(.*?)```", Pattern.DOTALL);

  /** What a reader's IDE imports; the README leaves it out. */
  private static final String IMPORTS =
      """
      import io.ashlar.*;
      import io.ashlar.query.*;
      import io.ashlar.row.*;
      import io.ashlar.schema.*;
      import io.ashlar.transaction.*;
      import java.nio.file.Path;
      import static io.ashlar.query.Parameter.parameter;
      import static io.ashlar.type.ColumnType.*;
      """;

  static ReadmeExample read() throws IOException {
    Path readme = ProjectSources.root().resolve("README.md");
    Matcher blocks = BLOCKS.matcher(Files.readString(readme));
    if (!blocks.find()) {
      throw new IllegalStateException("no java block followed by a text block in " + readme);
    }
    return new ReadmeExample(blocks.group(1), blocks.group(2));
  }

  /** The example as a class with a main method. */
  String source(String className) {
    return IMPORTS
        + "public class "
        + className
        + " {\n  public static void main(String[] args) throws Exception {\n"
        + code
        + "  }\n}\n";
  }
}
