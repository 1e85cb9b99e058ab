package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter text = new StringWriter();

  @Test
  void shouldBeSilentWhenThereIsNoTerminal() {
    Progress progress = new Progress(new PrintWriter(text));
    progress.show("loading");
    progress.clear();
    assertThat(text.toString()).isEmpty();
  }

  @Test
  void shouldReplaceItsLineWhenThereIsATerminal() {
    Progress progress = new Progress(new PrintWriter(text), true);
    progress.show("loading");
    progress.clear();
    assertThat(text.toString()).contains("loading").endsWith("\r\u001b[K").doesNotContain("\n");
  }

  @Test
  void shouldKeepLinesWhenTheyAreForALog() {
    Progress often = Progress.lines(new PrintWriter(text), Duration.ofNanos(1));
    often.show("one");
    often.show("two");
    often.clear();
    assertThat(text.toString().lines()).containsExactly("one", "two");
    Progress seldom = Progress.lines(new PrintWriter(text), Duration.ofDays(1));
    seldom.show("three");
    seldom.note("four");
    new Progress(new PrintWriter(text), true).note("five");
    assertThat(text.toString().lines()).containsExactly("one", "two", "four");
  }
}
