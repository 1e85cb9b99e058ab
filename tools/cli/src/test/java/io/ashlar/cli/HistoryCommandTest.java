package io.ashlar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code history} and {@code check}, one after the other. */
class HistoryCommandTest {

  private static final String SKEWED =
      """
      {"process":0,"type":"invoke","f":"txn","value":[["r","x",null],["append","y",1]]}
      {"process":1,"type":"invoke","f":"txn","value":[["r","y",null],["append","x",1]]}
      {"process":0,"type":"ok","f":"txn","value":[["r","x",[]],["append","y",1]]}
      {"process":1,"type":"ok","f":"txn","value":[["r","y",[]],["append","x",1]]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void shouldExitWithZeroWhenARecordedHistoryKeepsToTheModel() {
    String file = directory.resolve("history.jsonl").toString();
    String line = "history --workload append --isolation snapshot --transactions 50 --json --out ";
    assertThat(run((line + file).split(" ", -1))).isZero();
    assertThat(out.toString())
        .startsWith("{\"workload\":\"append\",\"isolation\":\"snapshot\",\"threads\":8,\"ok\":");
    assertThat(run("check", file, "--model", "strong-snapshot-isolation")).isZero();
    assertThat(out.toString()).contains("valid: strong-snapshot-isolation");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldExitWithOneWhenTheHistoryDoesNotKeepToTheModel() throws IOException {
    String file = Files.writeString(directory.resolve("skew.jsonl"), SKEWED).toString();
    assertThat(run("check", file, "--model", "snapshot-isolation", "--json")).isZero();
    assertThat(run("check", file, "--model", "serializable", "--json")).isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString()).contains("\"valid\":true", "\"valid\":false", "\"G2-item\"");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayOneLineAndExitWithTwoWhenTheFileIsNoHistory() throws IOException {
    String file = Files.writeString(directory.resolve("letter.txt"), "Dear ...").toString();
    assertThat(run("check", file)).isEqualTo(2);
    assertThat(run("check", file + ".missing")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2).allSatisfy(this::namesTheFile);
    assertThat(out.toString()).isEmpty();
  }

  private void namesTheFile(String line) {
    assertThat(line).startsWith("ashlar: ").contains("letter.txt");
  }

  private int run(String... args) {
    return Ashlar.run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
