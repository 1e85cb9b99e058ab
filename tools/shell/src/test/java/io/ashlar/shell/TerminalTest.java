package io.ashlar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.shell.format.OutputFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal that can do nothing but take and give characters. */
class TerminalTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private Path history;

  private String type(String keys) {
    screen.reset();
    ShellOptions options =
        new ShellOptions(null, false, false, OutputFormat.ALIGNED, false, List.of(), history, true);
    StringWriter other = new StringWriter();
    PrintWriter none = new PrintWriter(other);
    int exitCode =
        Shell.run(
            options, InputStream.nullInputStream(), none, none, () -> Optional.of(terminal(keys)));
    assertThat(exitCode).isZero();
    assertThat(other.toString()).isEmpty();
    return screen.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  private Terminal terminal(String keys) {
    try {
      return new DumbTerminal(
          "test",
          Terminal.TYPE_DUMB,
          new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)),
          screen,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldTakeStatementsOfSeveralLinesAndGoOnBehindFailures() {
    String seen =
        type("select 'a;\nb' as x,\n 2\n; select nope;\nselect 5 as y;\n\\q\nselect 6 as z;\n");
    assertThat(seen)
        .contains(" a;\\nb | ", "ERROR 42703: ", "LINE 4: select nope", " y\n---\n 5\n")
        .doesNotContain(" z\n");
  }

  @Test
  void shouldShowTheTransactionInThePrompt() {
    assertThat(type("select 1;\nbegin;\nselect 2;\nrollback;\nbegin;\n"))
        .containsSubsequence("ashlar> ", "BEGIN", "ashlar*> ", "ROLLBACK", "ashlar> ", "ashlar*> ")
        .contains("rolled back");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldKeepAHistoryForItsOwnerAlone() throws IOException {
    history = temporary.resolve("history");
    type("select '!important' as x\n;\n\\x\n select 2;\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(history)).contains("!important", "\\\\x", "select 2;");
    Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-r--r--"));
    type("select 3;\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(history)).contains("!important", "select 3;");
  }

  @Test
  void shouldKeepNoHistoryWhenItIsOff() {
    type("select 1;\n");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void shouldGoOnWithoutHistoryWhenItsFileCannotBeMade() {
    history = temporary.resolve("none").resolve("history");
    assertThat(type("select 4 as x;\n")).contains("ashlar: there is no history: ", "\n 4\n");
  }
}
