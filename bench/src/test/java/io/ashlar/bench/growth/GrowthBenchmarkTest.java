package io.ashlar.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @Test
  void shouldFindEveryRowWhenTablesGrow() throws Exception {
    assertThat(run(GrowthPart.ROWS))
        .hasSize(6)
        .first()
        .asString()
        .contains("\"operation\":\"point_read\"", "\"rows\":500", "\"ratio_to_first\":1.0");
  }

  @Test
  void shouldFindTheHeadWhenAQueueTurns() throws Exception {
    assertThat(run(GrowthPart.QUEUE))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"turns\":3000", "\"reads\":2000");
  }

  @Test
  void shouldFindTheLastVersionsWhenRowsWereUpdatedInPlace() throws Exception {
    assertThat(run(GrowthPart.SPACE))
        .hasSize(4)
        .last()
        .asString()
        .contains("\"when\":\"after compact()\"", "\"updates\":1500");
  }

  @Test
  void shouldFindWhatWasCommittedWhenTheWriterIsKilled() throws Exception {
    assertThat(run(GrowthPart.RECOVERY)).singleElement().asString().contains("\"recover_ms\":");
  }

  private List<String> run(GrowthPart part) throws Exception {
    GrowthOptions options =
        new GrowthOptions(
            List.of(part),
            List.of(500, 1_000),
            1,
            0,
            3_000,
            10,
            true,
            500,
            3,
            1,
            List.of(1),
            Durability.NONE,
            directory);
    List<String> lines = new ArrayList<>();
    boolean passed =
        new GrowthBenchmark(options, SILENT).run(section -> lines.addAll(section.jsonLines()));
    assertThat(passed).isTrue();
    return lines;
  }
}
