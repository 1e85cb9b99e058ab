package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriteOperation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is logged of rows that were not written. */
class FailureLogTest extends WriterTest {

  private static List<String> logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void shouldCountRowsInsteadOfLoggingEach() {
    FailureLog failures = new FailureLog();
    FailedRow row =
        new FailedRow(
            "events",
            WriteOperation.INSERT,
            Map.of("id", 1L),
            new ConstraintException("A row with this primary key exists."));
    List<String> lines =
        logged(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                failures.failed(row);
              }
              failures.end();
              failures.end();
            });
    List<Long> counts =
        lines.stream()
            .filter(line -> line.contains("Rows of table events were not written: "))
            .map(line -> Long.valueOf(line.replaceAll(".*written: ([0-9]+)\\..*", "$1")))
            .toList();
    assertThat(counts).startsWith(1L).hasSizeLessThan(100);
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(1_000);
    assertThat(lines).anyMatch(line -> line.contains("A row with this primary key exists."));
  }

  @Test
  void shouldLogWhatAWriterFailsWithoutAHandlerAndWhatACloseDoesNotWrite() {
    List<String> lines =
        logged(
            () -> {
              try (TableWriter writer = events.writer(LAZY)) {
                submit(writer.insert(), 1);
                submit(writer.insert(), 1);
              }
              faulty.fault = () -> new OutOfSpaceException("The file system is full.");
              TableWriter left = writer(LAZY.retryAfter(NEVER).batchRows(1));
              submit(left.insert(), 2);
              await(() -> left.statistics().breaker() != BreakerState.CLOSED);
              db.close();
            });
    assertThat(lines).anyMatch(line -> line.contains("events were not written: 1."));
    assertThat(lines)
        .anyMatch(line -> line.contains("over a writer that has not written all"))
        .anyMatch(line -> line.contains("RowsUnwrittenException") && line.contains("rows=1"));
    assertThat(failed).hasSize(1);
  }
}
