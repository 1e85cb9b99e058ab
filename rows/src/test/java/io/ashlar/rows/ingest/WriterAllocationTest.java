package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.ingest.DropCause;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a producer allocates for a row in steady state: nothing. */
class WriterAllocationTest extends WriterTest {

  private static final int MEASURED = 10_000;

  /** Below the smallest object for each row; a flush allocates some. */
  private static final double TOLERATED_BYTES = 1.0;

  private static final int ROWS_A_FLUSH = 5_000;
  private static final String TEXT = "a name of some length";

  private long taken;
  private long submitted;

  @BeforeEach
  void useATableWithoutUniqueIndex() {
    use(
        db.schema()
            .createTable(
                TableSchema.named("plain")
                    .column("id", ColumnType.LONG)
                    .column("n", ColumnType.LONG)
                    .notNull()
                    .column("name", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_n", ix -> ix.ascending("n"))
                    .build()));
  }

  private double leastBytes(TableWriter writer, boolean flushing) {
    RowFiller upsert = writer.upsert();
    RowFiller delete = writer.delete();
    return AllocationRounds.leastBytes(
        TOLERATED_BYTES / 2,
        MEASURED,
        i -> {
          submitted++;
          if (flushing && i % ROWS_A_FLUSH == 0) {
            writer.flush();
          }
          if (i % 10 == 9) {
            taken += delete.set(id, i % 100).submit() ? 1 : 0;
          } else {
            upsert.set(id, i % 100).set(n, i).set(name, TEXT);
            taken += upsert.submit(Priority.HIGH) ? 1 : 0;
          }
        });
  }

  @Test
  void shouldAllocateNothingWhenThereIsRoom() {
    try (TableWriter writer = writer(WriterOptions.defaults().concurrency(2))) {
      assertThat(leastBytes(writer, true)).isLessThan(TOLERATED_BYTES);
    }
    assertThat(taken).isEqualTo(submitted);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldAllocateNothingWhenRowsAreDroppedForOthers() {
    faulty.hold();
    try (TableWriter writer =
        writer(LAZY.queueRows(100).batchRows(10).whenFull(WhenFull.DROP_LOWEST))) {
      double bytes = leastBytes(writer, false);
      faulty.release();
      assertThat(bytes).isLessThan(TOLERATED_BYTES);
      assertThat(taken).isPositive().isLessThan(submitted);
      assertThat(writer.statistics().rowsDropped().get(DropCause.LOWEST)).isPositive();
    }
  }
}
