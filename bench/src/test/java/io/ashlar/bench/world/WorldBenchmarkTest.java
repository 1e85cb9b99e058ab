package io.ashlar.bench.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ashlar.Database;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldBenchmarkTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final WorldScale SCALE = new WorldScale(60, 10, 2_000);

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAddUpWhenSessionsLiveForAWhile(boolean virtual) throws Exception {
    assumeThat(!virtual || WorldBenchmark.virtualThreads()).isTrue();
    WorldResult result = new WorldBenchmark(options(virtual, 20, 2), SILENT).run();
    assertThat(result.problems()).isEmpty();
    assertThat(result.unfinished()).isZero();
    assertThat(result.acts()).allSatisfy(act -> assertThat(act.count()).isPositive());
    assertThat(result.acts().stream().mapToLong(Measurement::count).sum())
        .isEqualTo(result.all().count());
    assertThat(result.all().latencies().percentileMs(50)).isPositive();
    assertThat(result.all().bytesPerOperation()).isPositive();
    assertThat(result.counters().commits()).isPositive();
    assertThat(result.counters().blockHitRate()).isBetween(0.0, 1.0);
    assertThat(result.toText()).contains("consistent", "p95 < 10 ms");
    assertThat(result.toJson()).contains("\"consistent\":true", "\"trade\":{", "\"all\":{");
  }

  @Test
  void shouldGoOnWithTheSameWorldWhenTheDirectoryHoldsOne() throws Exception {
    new WorldBenchmark(options(false, 20, 1), SILENT).run();
    WorldResult result = new WorldBenchmark(options(false, 20, 1), SILENT).run();
    assertThat(result.problems()).isEmpty();
    assertThat(result.all().count()).isPositive();
  }

  /** What a stalled session missed counts with the time that it waited, or as not done. */
  @Test
  void shouldNotOmitWhatIsLateWhenThereIsMoreToDoThanCanBeDone() throws Exception {
    WorldOptions options =
        new WorldOptions(SCALE, 10, 1, 0, 1, false, Durability.ALWAYS, 16 << 20, 7, directory);
    WorldResult result = new WorldBenchmark(options, SILENT).run();
    assertThat(result.problems()).isEmpty();
    // Some 60 sessions at 100 acts a second each were due, one act at a time with an fsync each.
    assertThat(result.all().count() + result.unfinished()).isGreaterThan(4_000);
    assertThat(result.all().perSecond()).isPositive();
    assertThat(result.all().latencies().percentileMs(100))
        .isGreaterThan(result.all().latencies().percentileMs(50));
  }

  @Test
  void shouldWalkAnIndexWhenASessionLooksAround() {
    try (Database database = Database.inMemory()) {
      WorldTables tables = WorldLoader.load(database, SCALE, 1, SILENT);
      try (Desk desk = new Desk(database, tables, SCALE, ActListener.NONE)) {
        assertThat(desk.explain())
            .allSatisfy(plan -> assertThat(plan).contains("range "))
            .satisfiesExactly(
                regions -> assertThat(regions).contains("primary key", "in 3 ranges", "partitions"),
                players ->
                    assertThat(players)
                        .contains("active_by_region", "where active", "in 3 ranges", "covering"),
                things -> assertThat(things).contains("by_region", "covering"),
                seller -> assertThat(seller).contains("by_name", "covering"));
      }
    }
  }

  private WorldOptions options(boolean virtual, int thinkMs, int seconds) {
    return new WorldOptions(
        SCALE, thinkMs, seconds, 0, 8, virtual, Durability.GROUP, 16 << 20, 7, directory);
  }
}
