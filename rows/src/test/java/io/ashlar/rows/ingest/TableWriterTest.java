package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.FlushCause;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.ingest.WriterStatistics;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows are handed over, wait, and are written when a batch is due. */
class TableWriterTest extends WriterTest {

  private static Durability other(Durability mode) {
    return mode == Durability.NONE ? Durability.GROUP : Durability.NONE;
  }

  @Test
  void shouldWriteWhatIsInsertedUpsertedAndDeleted() {
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      assertThat(submit(insert, 1)).isTrue();
      assertThat(submit(insert, 2)).isTrue();
      assertThat(submit(insert, 3)).isTrue();
      RowFiller upsert = writer.upsert();
      assertThat(upsert.set(id, 2).set(n, 20).set(name, "two").submit()).isTrue();
      assertThat(upsert.set(id, 4).set(n, 4).submit()).isTrue();
      RowFiller delete = writer.delete();
      assertThat(delete.set(id, 1).submit()).isTrue();
      assertThat(delete.set(id, 99).submit()).isTrue();
      assertThat(ids()).isEmpty();
      writer.flush();
      assertThat(ids()).containsExactly(2L, 3L, 4L);
      Row two = events.get().set(id, 2).find().orElseThrow();
      assertThat(two.getLong(n)).isEqualTo(20);
      assertThat(two.getString(name)).isEqualTo("two");
      assertThat(writer.statistics().rowsWritten()).isEqualTo(7);
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldKeepEachValueAsItWasSet() {
    Table all =
        db.schema()
            .createTable(
                TableSchema.named("all_types")
                    .column("id", ColumnType.LONG)
                    .column("price", ColumnType.decimal(30, 4))
                    .column("real", ColumnType.DOUBLE)
                    .column("code", ColumnType.UUID)
                    .column("text", ColumnType.STRING)
                    .column("bytes", ColumnType.BYTES)
                    .column("none", ColumnType.LONG)
                    .defaultValue(7)
                    .primaryKey("id")
                    .build());
    LongColumn key = all.longColumn("id");
    DecimalColumn price = all.decimalColumn("price");
    DoubleColumn real = all.doubleColumn("real");
    UuidColumn code = all.uuidColumn("code");
    BigDecimal digits = new BigDecimal("-12345678901234567890.1234");
    // Ends in the first block, at its end, in the second, and far behind.
    List<Integer> lengths = List.of(0, 10, 20, 100, 119, 120, 121, 240, 5_000);
    try (TableWriter writer = all.writer(LAZY)) {
      RowFiller insert = writer.insert();
      for (int length : lengths) {
        assertThat(
                insert
                    .set(key, length)
                    .set(price, digits)
                    .set(real, -0.5)
                    .set(code, new UUID(length, 2))
                    .set(all.stringColumn("text"), "é".repeat(length))
                    .set(all.bytesColumn("bytes"), new byte[] {1, 2, (byte) length})
                    .setNull(all.column("none"))
                    .submit())
            .isTrue();
      }
      assertThat(insert.set(key, -1).submit()).isTrue();
    }
    for (int length : lengths) {
      Row row = all.get().set(key, length).find().orElseThrow();
      assertThat(row.getDecimal(price)).isEqualByComparingTo(digits);
      assertThat(row.getDouble(real)).isEqualTo(-0.5);
      assertThat(row.get(code)).isEqualTo(new UUID(length, 2));
      assertThat(row.getString(all.stringColumn("text"))).isEqualTo("é".repeat(length));
      assertThat(row.get(all.bytesColumn("bytes"))).containsExactly(1, 2, (byte) length);
      assertThat(row.isNull(all.column("none"))).isTrue();
    }
    Row bare = all.get().set(key, -1).find().orElseThrow();
    assertThat(bare.getLong(all.longColumn("none"))).isEqualTo(7);
    assertThat(bare.isNull(price)).isTrue();
  }

  @Test
  void shouldCommitWhenABatchHasItsRows() {
    try (TableWriter writer = writer(LAZY.batchRows(3))) {
      RowFiller insert = writer.insert();
      for (int key = 0; key < 7; key++) {
        assertThat(submit(insert, key)).isTrue();
      }
      await(() -> writer.statistics().rowsWritten() == 6);
      WriterStatistics told = writer.statistics();
      assertThat(told.flushes()).containsEntry(FlushCause.ROWS, 2L);
      assertThat(told.batchesCommitted()).isEqualTo(2);
      await(() -> writer.statistics().rowsWaiting() == 1);
      assertThat(writer.statistics().bytesWaiting()).isEqualTo(BlockMemory.BLOCK_BYTES);
      assertThat(writer.statistics().oldestAge()).isPositive();
    }
    assertThat(ids()).hasSize(7);
  }

  @Test
  void shouldCommitWhenABatchHasItsBytes() {
    try (TableWriter writer = writer(LAZY.batchBytes(4 * BlockMemory.BLOCK_BYTES))) {
      RowFiller insert = writer.insert();
      for (int key = 0; key < 4; key++) {
        assertThat(insert.set(id, key).set(n, 1).set(name, key + "x".repeat(99)).submit()).isTrue();
      }
      await(() -> writer.statistics().rowsWritten() == 4);
      assertThat(writer.statistics().flushes()).containsEntry(FlushCause.BYTES, 2L);
    }
  }

  @Test
  void shouldCommitWhenTheFirstRowHasWaited() {
    WriterOptions eager = WriterOptions.defaults().batchDelay(Duration.ofMillis(1));
    try (TableWriter writer = writer(eager)) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      await(() -> writer.statistics().rowsWritten() == 1);
      assertThat(writer.statistics().flushes()).containsEntry(FlushCause.AGE, 1L);
      assertThat(writer.statistics().oldestAge()).isZero();
      assertThat(writer.statistics().breaker()).isEqualTo(BreakerState.CLOSED);
    }
  }

  @Test
  void shouldTellHowLongRowsHaveTaken() {
    try (TableWriter writer = writer(LAZY)) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      assertThat(writer.statistics().latency().max()).isZero();
      writer.flush();
      WriterStatistics told = writer.statistics();
      assertThat(told.latency().max()).isPositive();
      assertThat(told.latency().p50()).isEqualTo(told.latency().max());
      assertThat(told.flushes()).containsEntry(FlushCause.REQUEST, 1L);
    }
  }

  @Test
  void shouldFlushUntilAllIsCommitted() {
    try (TableWriter writer = writer(LAZY)) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      faulty.hold();
      CompletableFuture<Void> flush = CompletableFuture.runAsync(writer::flush);
      faulty.awaitHeld();
      assertThat(submit(writer.insert(), 2)).isTrue();
      assertThat(flush).isNotDone();
      assertThat(ids()).isEmpty();
      faulty.release();
      flush.join();
      assertThat(ids()).contains(1L);
      writer.flush();
      assertThat(ids()).containsExactly(1L, 2L);
    }
  }

  @Test
  void shouldHearAnInterruptWhileItFlushes() {
    try (TableWriter writer = writer(LAZY)) {
      faulty.hold();
      assertThat(submit(writer.insert(), 1)).isTrue();
      Thread.currentThread().interrupt();
      assertThatThrownBy(writer::flush)
          .isInstanceOf(CancelledException.class)
          .hasMessageContaining("interrupted=true");
      assertThat(Thread.interrupted()).isTrue();
      faulty.release();
      writer.flush();
    }
    assertThat(ids()).containsExactly(1L);
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void shouldCommitAsDurablyAsItWasAsked(Durability mode) {
    try (TableWriter writer = writer(LAZY.durability(mode))) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      writer.flush();
      assertThat(faulty.asked).isEqualTo(mode).isNotEqualTo(other(mode));
    }
    try (TableWriter writer = writer(LAZY)) {
      assertThat(submit(writer.insert(), 2)).isTrue();
      writer.flush();
      assertThat(faulty.asked).as("that of the database").isEqualTo(Durability.GROUP);
    }
  }

  @Test
  void shouldAcknowledgeEachRowWhenItIsCommitted() {
    Told first = new Told();
    Told second = new Told();
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      assertThat(insert.set(id, 1).set(n, 1).submit(Priority.LOW, first)).isTrue();
      assertThat(insert.set(id, 1).set(n, 1).submit(Priority.LOW, second)).isTrue();
      assertThat(submit(insert, 3)).isTrue();
      assertThat(first.isTold()).isFalse();
      writer.flush();
    }
    assertThat(first.only()).isInstanceOf(Long.class);
    assertThat(second.only()).isEqualTo(failed.remove().failure());
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldGoOnWhenWhoIsToldThrows() {
    try (TableWriter writer =
        events.writer(
            LAZY.onFailedRow(
                row -> {
                  throw new StackOverflowError();
                }))) {
      RowFiller insert = writer.insert();
      AtomicLong told = new AtomicLong();
      Acknowledgement throwing =
          new Acknowledgement() {
            @Override
            public void written(long timestamp) {
              told.addAndGet(1);
              throw new IllegalStateException("no");
            }

            @Override
            public void failed(AshlarException failure) {
              told.addAndGet(100);
            }
          };
      assertThat(insert.set(id, 1).set(n, 1).submit(Priority.HIGH, throwing)).isTrue();
      assertThat(submit(insert, 1)).isTrue();
      assertThat(submit(insert, 2)).isTrue();
      writer.flush();
      assertThat(told).hasValue(1);
    }
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void shouldRefuseToWaitForItselfWhenAFailedRowIsHandled() {
    Throwable[] thrown = new Throwable[3];
    TableWriter[] self = new TableWriter[1];
    Runnable[] calls = {() -> self[0].flush(), () -> self[0].close(), () -> db.close()};
    self[0] =
        events.writer(
            LAZY.onFailedRow(
                row -> {
                  for (int i = 0; i < calls.length; i++) {
                    try {
                      calls[i].run();
                    } catch (IllegalUseException refused) {
                      thrown[i] = refused;
                    }
                  }
                  submit(self[0].upsert(), 5);
                }));
    try (TableWriter writer = self[0]) {
      RowFiller insert = writer.insert();
      assertThat(submit(insert, 1)).isTrue();
      assertThat(submit(insert, 1)).isTrue();
      writer.flush();
    }
    assertThat(thrown).doesNotContainNull();
    assertThat(ids()).containsExactly(1L, 5L);
  }

  @Test
  void shouldWriteRowsOfTablesWhoseKeysAreGenerated() {
    Table log =
        db.schema()
            .createTable(TableSchema.named("log").column("n", ColumnType.LONG).notNull().build());
    Table numbered =
        db.schema()
            .createTable(
                TableSchema.named("numbered")
                    .column("id", ColumnType.LONG)
                    .identity()
                    .column("n", ColumnType.LONG)
                    .primaryKey("id")
                    .build());
    for (Table table : List.of(log, numbered)) {
      try (TableWriter writer = table.writer(LAZY.concurrency(3))) {
        for (int producer = 0; producer < 5; producer++) {
          RowFiller insert = writer.insert();
          for (int i = 0; i < 10; i++) {
            assertThat(insert.set(table.longColumn("n"), i).submit()).isTrue();
          }
        }
      }
      assertThat(table.estimatedRowCount()).isEqualTo(50);
    }
  }

  @Test
  void shouldGoOnWithInsertsOfOthersBetweenBatches() {
    Insert direct = events.insert();
    try (TableWriter writer = writer(LAZY)) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      assertThat(direct.set(id, 2).set(n, 2).execute()).isEqualTo(1);
      assertThat(submit(writer.upsert(), 2)).isTrue();
    }
    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(failed).isEmpty();
  }
}
