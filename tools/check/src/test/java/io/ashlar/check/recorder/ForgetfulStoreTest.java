package io.ashlar.check.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.check.Anomaly;
import io.ashlar.check.CheckReport;
import io.ashlar.check.Finding;
import io.ashlar.check.HistoryChecker;
import io.ashlar.check.Model;
import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.rows.database.Databases;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.IsolationLevel;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a store that skips the check of a commit now and then is found out from outside. */
class ForgetfulStoreTest {

  private static final int RECORDINGS = 5;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "BANK, 100, LOST_UPDATE",
    "WRITE_SKEW, 100, LOST_UPDATE",
    "APPEND, 10, VANISHED_WRITE"
  })
  void shouldBeFoundOutWhenOneCommitInSoManyIsNotJudged(
      HistoryWorkload workload, long oneIn, Anomaly anomaly) throws Exception {
    assertThat(found(workload, IsolationLevel.SNAPSHOT, 2, oneIn, anomaly)).contains(anomaly);
  }

  @ParameterizedTest
  @CsvSource({"WRITE_SKEW, 2, G2_ITEM", "PREDICATE, 6, G2"})
  void shouldBeFoundOutWhenTheReadsOfOneCommitInAHundredAreNotJudged(
      HistoryWorkload workload, int keys, Anomaly anomaly) throws Exception {
    assertThat(found(workload, IsolationLevel.SERIALIZABLE, keys, 100, anomaly)).contains(anomaly);
  }

  @ParameterizedTest
  @CsvSource({"BANK, SNAPSHOT, 2", "WRITE_SKEW, SERIALIZABLE, 2", "PREDICATE, SERIALIZABLE, 6"})
  void shouldFindNothingWhenTheSameStoreForgetsNothing(
      HistoryWorkload workload, String level, int keys) throws Exception {
    IsolationLevel isolation = IsolationLevel.valueOf(level);
    assertThat(record(workload, isolation, keys, Long.MAX_VALUE, 1).findings()).isEmpty();
  }

  /**
   * What was found, in the first recording that shows an anomaly, or in all. Which anomaly a commit
   * makes that was not judged is up to those that meet it: where threads hardly overlap, one
   * recording may show others of its kind alone.
   */
  private Set<Anomaly> found(
      HistoryWorkload workload, IsolationLevel level, int keys, long oneIn, Anomaly sought)
      throws Exception {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    for (int seed = 1; seed <= RECORDINGS && !found.contains(sought); seed++) {
      for (Finding finding : record(workload, level, keys, oneIn, seed).findings()) {
        found.add(finding.anomaly());
      }
    }
    return found;
  }

  private CheckReport record(
      HistoryWorkload workload, IsolationLevel level, int keys, long oneIn, int seed)
      throws Exception {
    boolean reads = level.equals(IsolationLevel.SERIALIZABLE);
    HistoryOptions options = new HistoryOptions(workload, level, 8, 6_000, keys, seed);
    Path file = directory.resolve("history" + seed + ".jsonl");
    VersionedStore store =
        EmbeddedStore.open(directory.resolve("store" + seed), StoreOptions.builder().build());
    try (Database database =
        Databases.over(ForgetfulStore.over(store, oneIn, reads), Options.defaults())) {
      HistoryResult result = new HistoryRecording(options).run(database, file);
      assertThat(result.fail()).as("conflicts that were seen").isPositive();
    }
    return HistoryChecker.check(
        file, reads ? Model.STRICT_SERIALIZABLE : Model.STRONG_SNAPSHOT_ISOLATION);
  }
}
