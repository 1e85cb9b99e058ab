package io.ashlar.torture.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));

  @TempDir private Path directory;

  @Test
  void shouldHarmNobodyWhenThreadsRunOutOfStackOrMemory() throws Exception {
    ErrorsOptions options =
        new ErrorsOptions(System.nanoTime(), Starvation.values().length, 800, 0, directory);
    TortureOutcome outcome = new ErrorsTorture(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts().get("calls returned")).isPositive();
    assertThat(outcome.facts().get("calls ended by what lacked")).isPositive();
  }
}
