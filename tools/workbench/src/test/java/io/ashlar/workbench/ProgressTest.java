package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
}
