package io.ashlar.torture.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptionTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @Test
  void shouldAnswerRightlyOrRefuseWhenAFileIsDamaged() throws Exception {
    CorruptionOptions options = new CorruptionOptions(System.nanoTime(), 1, 0, directory);
    TortureOutcome outcome = new CorruptionTorture(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts().get("answered RIGHT")).isPositive();
    assertThat(outcome.facts().get("answered CORRUPTION")).isPositive();
  }
}
