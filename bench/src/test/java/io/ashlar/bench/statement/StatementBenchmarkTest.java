package io.ashlar.bench.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All cases run, in both ways, and are told of. */
class StatementBenchmarkTest {

  @TempDir private Path directory;

  @Test
  void shouldTellOfEachCase() throws Exception {
    Progress silent = new Progress(new PrintWriter(PrintWriter.nullWriter()));
    List<StatementResult> results = new StatementBenchmark(1, 20, directory, silent).run();
    assertThat(results).hasSize(13);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.micros()).isPositive();
              assertThat(result.bytes()).isNotNegative();
              assertThat(Double.isNaN(result.ratio())).isEqualTo(Double.isNaN(result.ownBytes()));
            });
    assertThat(results.stream().filter(result -> result.ratio() > 0)).hasSize(7);
    StringWriter out = new StringWriter();
    StatementBenchmark.print(results, true, new PrintWriter(out, true));
    assertThat(out.toString().lines()).hasSize(13).allMatch(line -> line.contains("\"cpu_us\":"));
    StringWriter text = new StringWriter();
    StatementBenchmark.print(results, false, new PrintWriter(text, true));
    assertThat(text.toString())
        .contains("x typed API", "TPC-B transaction", "first row", "first table");
  }
}
