package io.ashlar.bench.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.run.CaseResult;
import io.ashlar.bench.turn.Place;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadsReportTest {

  private final List<ReadsRound> rounds = new ArrayList<>();

  @Test
  void shouldTakeRatiosRoundByRoundWhenTheMachineSlowsDown() {
    measured(SpanEngine.ASHLAR, 1, ReadCase.POINT, 8_000);
    measured(SpanEngine.H2, 1, ReadCase.POINT, 2_000);
    measured(SpanEngine.ASHLAR, 2, ReadCase.POINT, 400);
    measured(SpanEngine.H2, 2, ReadCase.POINT, 100);
    measured(SpanEngine.H2, 3, ReadCase.POINT, 1); // a round that Ashlar has failed in
    measured(SpanEngine.ASHLAR, 1, ReadCase.TRACE, 1);
    assertThat(report().summaries(ReadCase.POINT))
        .extracting(ReadsSummary::ashlarOverEngine)
        .containsExactly(1.0, 4.0);
  }

  @Test
  void shouldHaveNoRatioWhenTheTypedApiDidNotRun() {
    measured(SpanEngine.ASHLAR_JDBC, 1, ReadCase.POINT, 8_000);
    assertThat(report().summaries(ReadCase.POINT))
        .extracting(ReadsSummary::ashlarOverEngine)
        .containsExactly(Double.NaN);
  }

  @Test
  void shouldNameEveryFieldWhenWrittenAsJson() {
    measured(SpanEngine.SQLITE, 1, ReadCase.COLD_START, 2_000);
    measured(SpanEngine.SQLITE, 1, ReadCase.POINT, 4_000);
    measured(SpanEngine.SQLITE, 2, ReadCase.POINT, 6_000);
    StringWriter out = new StringWriter();
    report().printJsonTo(new PrintWriter(out, true));
    String settings =
        "\"settings\":\"through JDBC, WAL, synchronous=NORMAL; cache_size, of each connection\"}";
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"record\":\"place\",\"jvm\":\"JVM 17\",\"cores\":2,\"heap_mb\":64,"
                + "\"busy_threads\":3,\"file_system\":\"ext4\"}",
            "{\"record\":\"data\",\"rows\":500,\"seed\":9,\"cache_mb\":32,\"resident_mb\":1,"
                + "\"threads\":4}",
            "{\"record\":\"median\",\"engine\":\"sqlite\",\"version\":\"1\","
                + "\"case\":\"cold-start\",\"rounds\":1,\"queries_per_second\":2000.0,"
                + "\"rows_per_second\":20000.0,\"ashlar_over_engine\":null,\"p50_us\":1.0,"
                + "\"p99_us\":2.0,\"p999_us\":3.0,\"alloc_bytes_per_row\":64.0,\"idle\":0.5,"
                + "\"open_ms\":12.0,"
                + settings,
            "{\"record\":\"median\",\"engine\":\"sqlite\",\"version\":\"1\","
                + "\"case\":\"point\",\"rounds\":2,\"queries_per_second\":5000.0,"
                + "\"rows_per_second\":50000.0,\"ashlar_over_engine\":null,\"p50_us\":1.0,"
                + "\"p99_us\":2.0,\"p999_us\":3.0,\"alloc_bytes_per_row\":64.0,\"idle\":0.5,"
                + settings);
    assertThat(rounds.get(0).toJson())
        .isEqualTo(
            "{\"record\":\"round\",\"engine\":\"sqlite\",\"round\":1,\"version\":\"1\","
                + "\"case\":\"cold-start\",\"queries\":100,\"queries_per_second\":2000.0,"
                + "\"rows_per_second\":20000.0,\"p50_us\":1.0,\"p99_us\":2.0,\"p999_us\":3.0,"
                + "\"alloc_bytes_per_row\":64.0,\"idle\":0.5,\"open_ms\":12.0}");
  }

  @Test
  void shouldPrintATableForEachCaseAndThePlaceWhenPeopleRead() {
    measured(SpanEngine.ASHLAR, 1, ReadCase.COLD_START, 8_000);
    measured(SpanEngine.SQLITE, 1, ReadCase.COLD_START, 2_000);
    StringWriter out = new StringWriter();
    report().printTo(new PrintWriter(out, true));
    assertThat(out.toString())
        .contains("cold-start: ", "open ms", "2,000.0", "4.00", "12.0")
        .contains("500 rows; 32 MB of cache each, 1 MB of resident rows for Ashlar; threads: 4.")
        .contains("JVM 17, 64 MB heap, 2 cores, beside 3 busy threads; files on ext4.")
        .doesNotContain("point: ");
  }

  @Test
  void shouldBeginWithAnotherEngineWhenARoundFollows() {
    assertThat(options().turns(1))
        .containsExactly(
            SpanEngine.ASHLAR, SpanEngine.ASHLAR_JDBC, SpanEngine.SQLITE, SpanEngine.H2);
    assertThat(options().turns(2))
        .containsExactly(
            SpanEngine.ASHLAR_JDBC, SpanEngine.SQLITE, SpanEngine.H2, SpanEngine.ASHLAR);
  }

  private void measured(SpanEngine engine, int round, ReadCase asked, double rate) {
    double openMillis = asked == ReadCase.COLD_START ? 12 : Double.NaN;
    rounds.add(
        new ReadsRound(
            engine,
            round,
            new CaseResult("1", asked, 100, rate, rate * 10, 1, 2, 3, 64, 0.5, openMillis)));
  }

  private ReadsReport report() {
    return new ReadsReport(options(), new Place("JVM 17", 2, 64, 3, "ext4"), rounds, List.of());
  }

  private static ReadsOptions options() {
    return new ReadsOptions(
        List.of(SpanEngine.ASHLAR, SpanEngine.ASHLAR_JDBC, SpanEngine.SQLITE, SpanEngine.H2),
        List.of(ReadCase.values()),
        new SpanSource(9, 500),
        1,
        4,
        Duration.ZERO,
        Duration.ofSeconds(1),
        3,
        32L << 20,
        1L << 20,
        64,
        null);
  }
}
