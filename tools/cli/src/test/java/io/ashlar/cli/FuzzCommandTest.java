package io.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzCommandTest {

  private static final String SCRIPT =
      """
      # a table, a row, and the row again
      CreateTable(TableSpec("t", [ColumnSpec("c", Type(Kind.LONG, 0, 0), false, null, false)], \
      ["c"], [], [], null, null))
      Insert(-1, "t", {"c": 1L}, false)
      Insert(-2, "t", {"c": 1L}, false)
      Verify()
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... arguments) {
    return Ashlar.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void shouldExitWithZeroWhenNothingDiffers() {
    String line = "fuzz --seed 3 --statements 500 --json --dir " + directory;
    assertThat(run(line.split(" "))).as("%s%s", out, err).isZero();
    assertThat(out.toString()).startsWith("{\"seed\":3,\"statements\":");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldRunAScriptAgainWhenItWasPrinted() throws IOException {
    Path file = Files.writeString(directory.resolve("script.txt"), SCRIPT);
    assertThat(run("fuzz", "--replay", file.toString())).as("%s%s", out, err).isZero();
    assertThat(out.toString()).contains("4 statements").contains("nothing differs");
  }

  @Test
  void shouldSayWhatIsWrongWhenAFileIsNoScript() throws IOException {
    Path file = Files.writeString(directory.resolve("script.txt"), "DROP TABLE t\n");
    assertThat(run("fuzz", "--replay", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("is no script");
  }
}
