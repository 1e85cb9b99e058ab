package io.ashlar.torture.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTortureTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int ROUNDS = 20;

  @TempDir private Path directory;

  @Test
  void shouldLoseNothingWhenTheWriterIsKilledAgainAndAgain() throws Exception {
    KillOptions options =
        new KillOptions(System.nanoTime(), ROUNDS, 0, 200, 8, TortureDurability.MIXED, directory);
    TortureOutcome outcome = new KillTorture(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts()).containsEntry("kills", (long) ROUNDS);
    assertThat(outcome.facts().get("acknowledged commits")).isPositive();
  }
}
