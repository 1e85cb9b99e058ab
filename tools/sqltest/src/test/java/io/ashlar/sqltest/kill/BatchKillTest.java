package io.ashlar.sqltest.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.torture.Problems;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged batches outlive kills; and what is lost or halved is noticed. */
class BatchKillTest {

  private static final Progress SILENT = new Progress(new PrintWriter(Writer.nullWriter()));

  @TempDir private Path directory;

  @Test
  void shouldLoseNothingWhenTheWriterIsKilled() throws Exception {
    BatchKillOptions options = new BatchKillOptions(System.nanoTime(), 3, 0, 200, 4, directory);
    TortureOutcome outcome = new BatchKill(options, SILENT).run();
    assertThat(outcome.exitCode()).as(outcome.toText()).isZero();
    assertThat(outcome.facts()).containsEntry("kills", 3L);
  }

  @Test
  void shouldSayWhatIsWrongWhenBatchesAreDamaged() throws SQLException {
    Map<Long, List<Long>> told = Map.of(batch(0, 0), List.of(1L, 2L), batch(1, 0), List.of(3L));
    write(
        "insert into batch_rows (batch, place, size, text) values "
            + row(batch(0, 0), 0, 2)
            + ", "
            + row(batch(0, 0), 1, 2)
            + ", "
            + row(batch(1, 0), 0, 1)
            + ", "
            + row(batch(1, 1), 0, 1),
        "insert into batch_totals values (1, 2)");
    assertThat(found(told)).isEmpty();
    assertThat(found(Map.of(batch(0, 0), List.of(2L, 1L))))
        .anyMatch(problem -> problem.contains("told were [2, 1]"));
    assertThat(found(Map.of(batch(0, 7), List.of(9L))))
        .anyMatch(problem -> problem.contains("is lost"));
    write("delete from batch_rows where id = 2");
    assertThat(found(told)).anyMatch(problem -> problem.contains("there are 1 rows of 2"));
    write("delete from batch_rows where id = 4");
    assertThat(found(told))
        .anyMatch(problem -> problem.contains("without the other of its transaction"))
        .anyMatch(problem -> problem.contains("totals are {1=2}, rows are {1=1}"));
    write(
        "insert into batch_rows (batch, place, size, text) values " + row(batch(0, 3), 0, 1),
        "insert into batch_rows (batch, place, size, text) values " + row(batch(0, 4), 0, 1));
    assertThat(found(told)).anyMatch(problem -> problem.contains("left 2 batches untold"));
  }

  private List<String> found(Map<Long, List<Long>> told) throws SQLException {
    Problems problems = new Problems();
    new BatchCheck(directory.resolve("store"), 2, problems).check(told, 1);
    return problems.list();
  }

  private static long batch(int thread, int number) {
    return BatchTables.batch(1, thread, number);
  }

  private static String row(long batch, int place, int size) {
    return "(%d, %d, %d, '%s')".formatted(batch, place, size, BatchTables.text(batch, place));
  }

  private void write(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(BatchTables.url(directory.resolve("store")));
        Statement statement = connection.createStatement()) {
      statement.execute(BatchTables.ROWS);
      statement.execute(BatchTables.TOTALS);
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
