package io.ashlar.check.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.check.Anomaly;
import io.ashlar.check.CheckReport;
import io.ashlar.check.Finding;
import io.ashlar.check.HistoryChecker;
import io.ashlar.check.Model;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryRecordingTest {

  private static final int TRANSACTIONS = 300;

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("runs")
  void shouldKeepToItsModelWhenRecordedAtALevel(HistoryWorkload workload, IsolationLevel level)
      throws Exception {
    HistoryResult result = record(workload, level, TRANSACTIONS, 6);
    boolean filled = workload != HistoryWorkload.APPEND && workload != HistoryWorkload.REGISTER;
    CheckReport report = HistoryChecker.check(file(), modelOf(level));
    assertThat(report.findings()).isEmpty();
    assertThat(report.acknowledged() + report.aborted()).isEqualTo(TRANSACTIONS + (filled ? 1 : 0));
    assertThat(report.acknowledged()).isEqualTo(result.ok() + (filled ? 1 : 0));
    assertThat(report.edges()).isGreaterThan(TRANSACTIONS / 4);
  }

  static Stream<Arguments> runs() {
    return Arrays.stream(HistoryWorkload.values())
        .flatMap(
            workload ->
                Arrays.stream(IsolationLevel.values()).map(level -> Arguments.of(workload, level)));
  }

  /** What each level promises. */
  private static Model modelOf(IsolationLevel level) {
    return switch (level.name()) {
      case "READ_COMMITTED" -> Model.READ_COMMITTED;
      case "SNAPSHOT" -> Model.STRONG_SNAPSHOT_ISOLATION;
      case "SERIALIZABLE" -> Model.STRICT_SERIALIZABLE;
      default -> throw new IllegalArgumentException("no model is named for " + level);
    };
  }

  @Test
  void shouldFindWriteSkewWhenSnapshotsAreTakenForSerializable() throws Exception {
    record(HistoryWorkload.WRITE_SKEW, IsolationLevel.SNAPSHOT, 4_000, 2);
    assertThat(found(Model.SERIALIZABLE)).containsExactly(Anomaly.G2_ITEM);
  }

  @Test
  void shouldFindPredicateWriteSkewWhenSnapshotsAreTakenForSerializable() throws Exception {
    record(HistoryWorkload.PREDICATE, IsolationLevel.SNAPSHOT, 4_000, 6);
    assertThat(found(Model.SERIALIZABLE)).contains(Anomaly.G2);
  }

  @Test
  void shouldFindLostUpdatesWhenReadCommittedIsTakenForSnapshots() throws Exception {
    record(HistoryWorkload.BANK, IsolationLevel.READ_COMMITTED, 4_000, 3);
    assertThat(found(Model.SNAPSHOT_ISOLATION)).contains(Anomaly.LOST_UPDATE);
  }

  @ParameterizedTest
  @EnumSource(HistoryWorkload.class)
  void shouldPlanTheSameWhenTheSeedIsTheSame(HistoryWorkload workload) throws Exception {
    List<String> plans = plans(workload, 7);
    assertThat(plans(workload, 7)).isEqualTo(plans);
    assertThat(plans(workload, 8)).isNotEqualTo(plans);
  }

  @Test
  void shouldNumberEventsDenselyAndNameEachFieldWhenWritten() throws Exception {
    record(HistoryWorkload.APPEND, IsolationLevel.SNAPSHOT, TRANSACTIONS, 4);
    List<String> lines = Files.readAllLines(file());
    assertThat(lines).hasSize(TRANSACTIONS * 2);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i))
          .startsWith("{\"index\":" + i + ",\"process\":")
          .contains("\"type\":\"", "\"f\":\"txn\"", "\"time\":", "\"value\":[[\"");
    }
  }

  /** What one process wants to do, which is in the invocations. */
  private List<String> plans(HistoryWorkload workload, long seed) throws IOException {
    Path file = directory.resolve("plans.jsonl");
    TransactionPlanner planner =
        new TransactionPlanner(
            new HistoryOptions(workload, IsolationLevel.SNAPSHOT, 1, 1, 4, seed), 0);
    try (HistoryFile events = new HistoryFile(file, false)) {
      for (int i = 0; i < 50; i++) {
        events.invoke(0, planner.next());
      }
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.substring(line.indexOf("\"value\"")))
        .toList();
  }

  private List<Anomaly> found(Model model) throws Exception {
    return HistoryChecker.check(file(), model).findings().stream().map(Finding::anomaly).toList();
  }

  private HistoryResult record(
      HistoryWorkload workload, IsolationLevel level, int transactions, int keys) throws Exception {
    HistoryOptions options = new HistoryOptions(workload, level, 8, transactions, keys, 1);
    Options relaxed = Options.builder().durability(Durability.NONE).build();
    try (Database database = Database.open(directory.resolve("store"), relaxed)) {
      return new HistoryRecording(options).run(database, file());
    }
  }

  private Path file() {
    return directory.resolve("history.jsonl");
  }
}
