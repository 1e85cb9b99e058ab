package io.ashlar.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README is short, and its dependency is the one that a build installs. */
class ReadmeTest {

  private static final int WORDS = 900;
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<artifactId>ashlar</artifactId>\\s*<version>([^<]+)</version>\\s*</dependency>");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>[^<]+</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void shouldBeShortWhenItIsCounted() throws IOException {
    assertThat(Pages.text("README.md").strip().split("\\s+", -1)).hasSizeLessThan(WORDS);
  }

  @Test
  void shouldNameTheVersionThatIsBuiltWhenItShowsADependency() throws IOException {
    assertThat(first(DEPENDENCY, "README.md")).isEqualTo(first(VERSION, "pom.xml"));
  }

  private static String first(Pattern pattern, String path) throws IOException {
    Matcher matcher = pattern.matcher(Pages.text(path));
    assertThat(matcher.find()).as(path).isTrue();
    return matcher.group(1);
  }
}
