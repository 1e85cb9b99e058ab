package io.ashlar.bench.reads.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.reads.data.GeneratedReader;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.engine.StoreSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What children do, in this JVM. */
class SpanEnginesTest {

  private static final SpanSource SOURCE = new SpanSource(7, 2_000);
  private static final int READERS = 2;
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void shouldAnswerWhatFollowsFromTheSpansWhenItIsOpenedAgain(SpanEngine engine) throws Exception {
    int transactions = SpanEngine.filledByTransactions().contains(engine) ? 2 : 1;
    Findings loaded = ReadsChild.run(task(engine, ReadsTask.LOADING));
    assertThat(loaded.answers())
        .isEqualTo(GeneratedReader.answers(SOURCE, ReadCase.queries()))
        .hasSizeGreaterThan(100);
    assertThat(loaded.results())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.asked()).isEqualTo(ReadCase.INSERT);
              assertThat(result.queries()).isEqualTo(transactions);
              assertThat(result.version()).isNotBlank();
              assertThat(result.rowsPerSecond()).isPositive();
            });
    Findings measured = ReadsChild.run(task(engine, 1));
    assertThat(Findings.ofLines(measured.toLines()).answers()).isEmpty();
    assertThat(Findings.ofLines(measured.toLines()).results())
        .extracting(CaseResult::asked)
        .containsExactly(
            ReadCase.COLD_START,
            ReadCase.POINT,
            ReadCase.ABSENT,
            ReadCase.TRACE,
            ReadCase.NEWEST,
            ReadCase.RANGE,
            ReadCase.SCAN,
            ReadCase.GROUP);
    assertThat(measured.results())
        .allSatisfy(
            result -> {
              assertThat(result.queries()).isGreaterThanOrEqualTo(READERS);
              assertThat(result.queriesPerSecond()).isPositive();
              assertThat(result.rowsPerSecond()).isPositive();
              assertThat(result.p50Micros()).isPositive();
              assertThat(result.allocBytesPerRow()).isNotNegative();
            });
    assertThat(measured.results().get(0).openMillis()).isPositive();
  }

  private ReadsTask task(SpanEngine engine, int round) {
    ReadsTask task =
        new ReadsTask(
            engine,
            SOURCE,
            List.of(ReadCase.values()),
            round,
            READERS,
            Duration.ZERO,
            Duration.ofMillis(5),
            new StoreSetup(directory, 64 * MEGABYTE, MEGABYTE));
    assertThat(ReadsTask.of(task.toWords().toArray(String[]::new))).isEqualTo(task);
    return task;
  }
}
