package io.ashlar.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.IsolationLevel;
import io.ashlar.Options;
import io.ashlar.bench.check.Anomaly;
import io.ashlar.bench.check.CheckReport;
import io.ashlar.bench.check.Finding;
import io.ashlar.bench.check.HistoryChecker;
import io.ashlar.bench.check.Model;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.rows.database.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a store that skips the check of a commit now and then is found out from outside. */
class ForgetfulStoreTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "BANK, 100, LOST_UPDATE",
    "WRITE_SKEW, 100, LOST_UPDATE",
    "APPEND, 10, VANISHED_WRITE"
  })
  void shouldBeFoundOutWhenOneCommitInSoManyIsNotJudged(
      HistoryWorkload workload, long oneIn, Anomaly anomaly) throws Exception {
    CheckReport report = record(workload, oneIn);
    assertThat(report.findings()).extracting(Finding::anomaly).contains(anomaly);
  }

  @Test
  void shouldFindNothingWhenTheSameStoreForgetsNothing() throws Exception {
    assertThat(record(HistoryWorkload.BANK, Long.MAX_VALUE).findings()).isEmpty();
  }

  private CheckReport record(HistoryWorkload workload, long oneIn) throws Exception {
    HistoryOptions options = new HistoryOptions(workload, IsolationLevel.SNAPSHOT, 8, 6_000, 2, 1);
    Path file = directory.resolve("history.jsonl");
    VersionedStore store =
        EmbeddedStore.open(directory.resolve("store"), StoreOptions.builder().build());
    try (Database database =
        Databases.over(ForgetfulStore.over(store, oneIn), Options.defaults())) {
      HistoryResult result = new HistoryRecording(options).run(database, file);
      assertThat(result.fail()).as("conflicts that were seen").isPositive();
    }
    return HistoryChecker.check(file, Model.SNAPSHOT_ISOLATION);
  }
}
