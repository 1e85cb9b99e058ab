package io.ashlar.sqltest.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.check.Anomaly;
import io.ashlar.check.CheckReport;
import io.ashlar.check.Finding;
import io.ashlar.check.HistoryChecker;
import io.ashlar.check.Model;
import io.ashlar.check.recorder.HistoryOptions;
import io.ashlar.check.recorder.HistoryRecording;
import io.ashlar.check.recorder.HistoryWorkload;
import io.ashlar.transaction.IsolationLevel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What concurrent connections saw keeps to the model of their level; and a lower one is told. */
class ConnectionHistoryTest {

  private static final int TRANSACTIONS = 300;

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("runs")
  void shouldKeepToItsModelWhenRecordedAtALevel(HistoryWorkload workload, IsolationLevel level)
      throws Exception {
    record(workload, level, TRANSACTIONS, 6);
    CheckReport report = HistoryChecker.check(file(), modelOf(level));
    assertThat(report.findings()).isEmpty();
    assertThat(report.acknowledged() + report.aborted()).isGreaterThanOrEqualTo(TRANSACTIONS);
    assertThat(report.acknowledged()).isGreaterThan(TRANSACTIONS / 10);
    assertThat(report.edges()).isPositive();
  }

  static Stream<Arguments> runs() {
    return Arrays.stream(HistoryWorkload.values())
        .flatMap(
            workload ->
                Arrays.stream(IsolationLevel.values()).map(level -> Arguments.of(workload, level)));
  }

  private static Model modelOf(IsolationLevel level) {
    return switch (level) {
      case READ_COMMITTED -> Model.READ_COMMITTED;
      case SNAPSHOT -> Model.STRONG_SNAPSHOT_ISOLATION;
      case SERIALIZABLE -> Model.STRICT_SERIALIZABLE;
    };
  }

  @Test
  void shouldFindLostUpdatesWhenReadCommittedIsTakenForSnapshots() throws Exception {
    record(HistoryWorkload.BANK, IsolationLevel.READ_COMMITTED, 2_000, 3);
    List<Anomaly> found =
        HistoryChecker.check(file(), Model.SNAPSHOT_ISOLATION).findings().stream()
            .map(Finding::anomaly)
            .toList();
    assertThat(found).isNotEmpty();
  }

  private void record(HistoryWorkload workload, IsolationLevel level, int transactions, int keys)
      throws Exception {
    HistoryOptions options = new HistoryOptions(workload, level, 6, transactions, keys, 1);
    String url = "jdbc:ashlar:mem:history";
    // Keeps the database open for as long as the recording takes.
    try (Connection open = DriverManager.getConnection(url)) {
      assertThat(open.isValid(0)).isTrue();
      new HistoryRecording(options).run(new ConnectionKeys.OfUrl(url, level), file());
    }
  }

  private Path file() {
    return directory.resolve("history.jsonl");
  }
}
