package io.ashlar.bench.tpcb;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpcbBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"GROUP, READ_COMMITTED", "NONE, SNAPSHOT"})
  void shouldBeConsistentWhenClientsMeetAtOneBranch(Durability durability, IsolationLevel isolation)
      throws Exception {
    TpcbOptions options = new TpcbOptions(1, 4, 1, 0, durability, isolation, 1, directory);
    TpcbResult result = new TpcbBenchmark(options, SILENT).run();
    assertThat(result.consistent()).isTrue();
    assertThat(result.tps()).isPositive();
    assertThat(result.p99Ms()).isGreaterThanOrEqualTo(result.p50Ms()).isPositive();
  }

  @Test
  void shouldNotBeConsistentWhenMoneyIsLost() {
    try (Database database = Database.open(directory)) {
      TpcbTables tables = TpcbTables.load(database, options().rows(), SILENT);
      assertThat(BalanceCheck.holds(database, tables, 0)).isTrue();
      assertThat(BalanceCheck.holds(database, tables, 1)).isFalse();
      tables
          .tellers
          .update()
          .where(tables.tellers.intColumn("tid").eq(parameter(0)))
          .bind(0, 3)
          .add(tables.tellers.longColumn("tbalance"), 1)
          .execute();
      assertThat(BalanceCheck.holds(database, tables, 0)).isFalse();
    }
  }

  @Test
  void shouldNameEveryFieldWhenWrittenAsJson() {
    TpcbResult result =
        new TpcbResult(options(), 1234.56, 0.5, 1.25, 2.0004, 3.5, 0.5, 0.25, 64.04, 7, true);
    assertThat(result.toJson())
        .isEqualTo(
            "{\"engine\":\"ashlar\",\"scale\":1,\"clients\":2,\"durability\":\"group\","
                + "\"isolation\":\"read_committed\",\"tps\":1234.6,\"p50_ms\":0.5,"
                + "\"p95_ms\":1.25,\"p99_ms\":2.0,\"p999_ms\":3.5,\"slowest_share\":0.5,"
                + "\"busy_threads\":0,\"idle\":0.25,\"alloc_bytes_per_tx\":64.0,"
                + "\"retries\":7,\"consistent\":true}");
  }

  private TpcbOptions options() {
    return new TpcbOptions(
        1, 2, 1, 0, Durability.GROUP, IsolationLevel.READ_COMMITTED, 0, directory);
  }
}
