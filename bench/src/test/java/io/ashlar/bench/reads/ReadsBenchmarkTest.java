package io.ashlar.bench.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.data.GeneratedReader;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.workbench.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadsBenchmarkTest {

  private static final int NO_JVM_STARTS = 0;

  @TempDir private Path directory;

  private final List<ReadsRound> finished = new ArrayList<>();

  @Test
  void shouldMeasureNothingWhenAnEngineAnswersDifferently() throws Exception {
    List<Answer> others =
        GeneratedReader.answers(new SpanSource(2, 500), List.of(ReadCase.ABSENT, ReadCase.POINT));
    assertThat(run(128, others).failures())
        .singleElement()
        .asString()
        .startsWith("sqlite differs in point, id ")
        .endsWith("other values or another order of its 1 rows");
    assertThat(finished)
        .extracting(round -> round.result().asked())
        .containsExactly(ReadCase.INSERT);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldTellOfATurnWhenItsJvmFails() throws Exception {
    assertThat(run(NO_JVM_STARTS, null).failures())
        .singleElement()
        .asString()
        .startsWith("sqlite, filling: ");
    assertThat(finished).isEmpty();
  }

  private ReadsReport run(int heapMegabytes, List<Answer> expected)
      throws IOException, InterruptedException {
    ReadsOptions options =
        new ReadsOptions(
            List.of(SpanEngine.SQLITE),
            List.of(ReadCase.INSERT, ReadCase.ABSENT, ReadCase.POINT),
            new SpanSource(1, 500),
            1,
            1,
            Duration.ZERO,
            Duration.ofMillis(1),
            0,
            16L << 20,
            0,
            heapMegabytes,
            directory);
    Progress progress = new Progress(new PrintWriter(PrintWriter.nullWriter()));
    return new ReadsBenchmark(options, progress, finished::add, expected).run();
  }
}
