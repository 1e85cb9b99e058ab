package io.ashlar.torture.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestKillTest {

  private static final Progress SILENT = new Progress(new PrintWriter(PrintWriter.nullWriter()));
  private static final int ROUNDS = 5;

  @TempDir private Path directory;

  private TortureOutcome run(int rounds, Durability durability) throws Exception {
    IngestKillOptions options = new IngestKillOptions(11, rounds, 0, 100, 3, durability, directory);
    return new IngestKill(options, SILENT).run();
  }

  @Test
  void shouldLoseNoAcknowledgedRowWhenTheProcessIsKilledAgainAndAgain() throws Exception {
    TortureOutcome outcome = run(ROUNDS, Durability.NONE);
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts()).containsEntry("kills", (long) ROUNDS);
    assertThat(outcome.facts().get("acknowledgements and flushes")).isPositive();
  }

  @Test
  void shouldFindAGapAndARowThatIsAnother() throws Exception {
    TortureOutcome before = run(1, Durability.NONE);
    assertThat(before.held()).as(before.toText()).isTrue();
    try (Database database = Database.open(directory.resolve("store"), Options.defaults())) {
      Table table = ProducedRow.table(database);
      assertThat(
              table
                  .delete()
                  .where(ProducedRow.PRODUCER.eq(0).and(ProducedRow.NUMBER.eq(3)))
                  .execute())
          .isEqualTo(1);
      assertThat(
              table
                  .update()
                  .where(ProducedRow.PRODUCER.eq(1).and(ProducedRow.NUMBER.eq(4)))
                  .set(ProducedRow.PAYLOAD, "another")
                  .execute())
          .isEqualTo(1);
    }
    TortureOutcome after = run(1, Durability.NONE);
    assertThat(after.problems())
        .anyMatch(problem -> problem.contains("producer 0 has row 4 behind 2"))
        .anyMatch(problem -> problem.contains("row 4 of producer 1 is another"));
  }
}
