package io.ashlar.torture.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  /** An fsync of a busy machine under test may take long; the runs by hand are stricter. */
  private static final int GRACE_MS = 5_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"ALWAYS,1", "GROUP,2", "INTERVAL,1", "NONE,2", "MIXED,1"})
  void shouldKeepWhatTheDurabilityPromisesWhenThePowerIsCut(
      TortureDurability durability, int rounds) throws Exception {
    PowerOptions options =
        new PowerOptions(
            System.nanoTime(), rounds, 0, 300, 8, durability, 100, GRACE_MS, directory);
    TortureOutcome outcome = new PowerTorture(options, SILENT).run();
    assumeThat(outcome.skipped()).isNull();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts()).containsEntry("power cuts", (long) rounds);
    assertThat(outcome.facts().get("acknowledged commits")).isPositive();
  }
}
