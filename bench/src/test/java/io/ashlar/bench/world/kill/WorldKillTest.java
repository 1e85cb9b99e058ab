package io.ashlar.bench.world.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ashlar.bench.world.WorldBenchmark;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldKillTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int ROUNDS = 4;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLoseNothingWhenTheWorldIsKilledWhileSessionsAct(boolean virtual) throws Exception {
    assumeThat(!virtual || WorldBenchmark.virtualThreads()).isTrue();
    WorldKillOptions options =
        new WorldKillOptions(
            System.nanoTime(), ROUNDS, 500, 300, virtual, Durability.GROUP, directory);
    TortureOutcome outcome = new WorldKill(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts()).containsEntry("kills", (long) ROUNDS);
    assertThat(outcome.facts().get("acknowledged changes")).isPositive();
  }
}
