package io.ashlar.torture.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void shouldFailClearlyAndLoseNothingWhenTheDiskFails(FaultKind kind) throws Exception {
    FaultOptions options =
        new FaultOptions(
            System.nanoTime(), List.of(kind), 1, 0, TortureDurability.MIXED, directory);
    TortureOutcome outcome = new FaultTorture(options, SILENT).run();
    assumeThat(outcome.skipped()).isNull();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts().get("acknowledged commits")).isPositive();
  }
}
