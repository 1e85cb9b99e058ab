package io.ashlar.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YcsbBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"e, SCAN", "f, READ-MODIFY-WRITE"})
  void shouldPassWhenTheRealClientRunsAWorkload(char workload, String operation) throws Exception {
    YcsbOptions options =
        new YcsbOptions(workload, 50, 200, 2, Durability.NONE, 16, true, directory);
    YcsbResult result = new YcsbBenchmark(options, SILENT).run();
    assertThat(result.passed()).as(result.run().text()).isTrue();
    assertThat(result.run().text()).contains("[" + operation + "], 99thPercentileLatency(us), ");
    assertThat(result.run().perSecond()).isPositive();
    assertThat(result.toJson()).contains("\"run\":{\"OVERALL\":{", "\"passed\":true");
  }

  @Test
  void shouldCountWhatFailedWhenASummaryTellsOfIt() {
    YcsbSummary summary =
        YcsbSummary.parse(
            """
            [READ], Operations, 7
            [READ], Return=OK, 4
            [READ], Return=NOT_FOUND, 3
            [VERIFY], Return=UNEXPECTED_STATE, 1
            something else
            """);
    assertThat(summary.succeeded()).isEqualTo(4);
    assertThat(summary.failed()).isEqualTo(4);
  }
}
