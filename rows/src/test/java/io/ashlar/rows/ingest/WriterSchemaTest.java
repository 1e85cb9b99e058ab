package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Bad rows are refused when they are submitted; schemas change under a writer, and nothing is lost.
 */
class WriterSchemaTest extends WriterTest {

  /** A change of the schema waits for batches, and batches for it. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(Duration.ofSeconds(30)).build();
  }

  @Test
  void shouldRefuseARowThatNoTableCouldHold() {
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      assertThatThrownBy(() -> insert.setValue(n, "text")).isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> insert.set(id, 1).submit())
          .isInstanceOf(ConstraintException.class)
          .hasMessage("The column may not be null. table=events column=n");
      assertThatThrownBy(() -> insert.set(n, 1).submit())
          .isInstanceOf(ConstraintException.class)
          .hasMessage("The column may not be null. table=events column=id");
      assertThatThrownBy(() -> insert.set(id, 1).setNull(n).submit())
          .isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> writer.upsert().set(id, 1).setNull(n).submit())
          .isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> insert.set(id, 1).set(n, 1).set(name, "x".repeat(301)).submit())
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith("The value is longer than its column allows.");
      Table other =
          db.schema()
              .createTable(
                  TableSchema.named("other")
                      .column("id", ColumnType.LONG)
                      .primaryKey("id")
                      .build());
      assertThatThrownBy(() -> insert.set(other.longColumn("id"), 1))
          .isInstanceOf(SchemaException.class);
      assertThat(submit(insert, 7)).as("nothing is set any more").isTrue();
    }
    assertThat(ids()).containsExactly(7L);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldRefuseADeleteThatIsNotOfOneKey() {
    try (TableWriter writer = writer(LAZY)) {
      RowFiller delete = writer.delete();
      assertThatThrownBy(delete::submit).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> delete.set(id, 1).set(n, 1).submit())
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> delete.setNull(id).submit()).isInstanceOf(ConstraintException.class);
    }
    Table log =
        db.schema().createTable(TableSchema.named("log").column("n", ColumnType.LONG).build());
    try (TableWriter writer = log.writer(LAZY)) {
      assertThatThrownBy(writer::upsert).isInstanceOf(SchemaException.class);
      assertThatThrownBy(writer::delete).isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void shouldRefuseAKeyThatIsTooLong() {
    Table texts =
        db.schema()
            .createTable(
                TableSchema.named("texts")
                    .column("key", ColumnType.STRING)
                    .primaryKey("key")
                    .build());
    try (TableWriter writer = texts.writer(LAZY)) {
      RowFiller insert = writer.insert();
      String tooLong = "x".repeat(9_000);
      assertThatThrownBy(() -> insert.set(texts.stringColumn("key"), tooLong).submit())
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void shouldRefuseAFillerThatTwoThreadsUse() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch out = new CountDownLatch(1);
    faulty.hold();
    try (TableWriter writer = writer(SMALL.queueRows(1))) {
      RowFiller insert = writer.insert();
      assertThat(submit(insert, 1)).isTrue();
      faulty.awaitHeld();
      Thread producer =
          new Thread(
              () -> {
                inside.countDown();
                submit(insert, 2);
                out.countDown();
              },
              "waits-for-room");
      producer.start();
      inside.await();
      await(() -> producer.getState() == Thread.State.TIMED_WAITING);
      assertThatThrownBy(() -> insert.set(id, 3)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(insert::submit).isInstanceOf(IllegalUseException.class);
      faulty.release();
      out.await();
    }
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void shouldRefuseRowsWhenWriterOrTableOrDatabaseIsGone() {
    TableWriter writer = writer(LAZY);
    RowFiller insert = writer.insert();
    writer.close();
    assertThatThrownBy(() -> submit(insert, 1))
        .isInstanceOf(ClosedException.class)
        .hasMessageStartingWith("The writer is closed.");
    assertThatThrownBy(writer::insert).isInstanceOf(ClosedException.class);
    writer.flush();
    assertThat(writer.statistics().rowsWaiting()).isZero();

    try (TableWriter second = writer(LAZY)) {
      RowFiller waiting = second.insert();
      assertThat(submit(waiting, 1)).isTrue();
      db.schema().dropTable("events");
      assertThatThrownBy(() -> submit(waiting, 2))
          .isInstanceOf(ClosedException.class)
          .hasMessageStartingWith("The table was dropped.");
      second.flush();
      assertThat(failed).hasSize(1);
      assertThat(failed.peek().failure()).isInstanceOf(ClosedException.class);
      assertThat(failed.remove().values()).containsEntry("id", 1L);
    }
    assertThatThrownBy(() -> events.writer(LAZY)).isInstanceOf(ClosedException.class);

    use(db.schema().createTable(EVENTS));
    TableWriter third = writer(LAZY);
    RowFiller last = third.insert();
    db.close();
    assertThatThrownBy(() -> submit(last, 3)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> events.writer(LAZY)).isInstanceOf(ClosedException.class);
    third.close();
  }

  @Test
  void shouldFailRowsWhoseColumnIsDroppedWhileTheyWait() {
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      assertThat(insert.set(id, 1).set(n, 1).set(name, "a").submit()).isTrue();
      assertThat(submit(insert, 2)).isTrue();
      insert.set(id, 3).set(n, 3).set(name, "c");
      db.schema().dropIndex("events", "by_name");
      db.schema().alterTable("events", change -> change.dropColumn("name"));
      assertThatThrownBy(insert::submit).isInstanceOf(SchemaException.class);
      assertThat(submit(insert, 4)).isTrue();
      writer.flush();
      assertThat(ids()).containsExactly(2L, 4L);
      assertThat(failed).hasSize(1);
      assertThat(failed.peek().failure()).isInstanceOf(SchemaException.class);
      assertThat(failed.remove().values())
          .containsEntry("id", 1L)
          .containsEntry("n", 1L)
          .containsEntry("name", "a");
    }
  }

  @Test
  void shouldWriteByTheNewSchemaWhenItChangesWhileRowsWait() {
    Table wide =
        db.schema()
            .createTable(
                TableSchema.named("wide")
                    .column("id", ColumnType.LONG)
                    .column("n", ColumnType.INT)
                    .primaryKey("id")
                    .build());
    LongColumn key = wide.longColumn("id");
    IntColumn narrow = wide.intColumn("n");
    try (TableWriter writer = wide.writer(LAZY.onFailedRow(failed::add))) {
      RowFiller insert = writer.insert();
      assertThat(insert.set(key, 1).set(narrow, 10).submit()).isTrue();
      db.schema()
          .alterTable(
              "wide",
              change ->
                  change
                      .widenColumn("n", ColumnType.LONG)
                      .addColumn("more", ColumnType.LONG)
                      .notNull()
                      .defaultValue(5));
      db.schema().createIndex("wide", IndexSchema.named("by_n").ascending("n").build());
      assertThat(insert.set(key, 2).set(wide.longColumn("n"), 1L << 40).submit()).isTrue();
      assertThat(insert.set(key, 3).set(narrow, 30).submit()).isTrue();
    }
    assertThat(failed).isEmpty();
    Row first = wide.get().set(key, 1).find().orElseThrow();
    assertThat(first.getLong(wide.longColumn("n"))).isEqualTo(10);
    assertThat(first.getLong(wide.longColumn("more"))).isEqualTo(5);
    assertThat(wide.get().set(key, 2).find().orElseThrow().getLong(wide.longColumn("n")))
        .isEqualTo(1L << 40);
  }

  @Test
  void shouldGoOnWhileAnIndexIsCreated() {
    WriterOptions eager = LAZY.batchRows(3);
    try (TableWriter writer = writer(eager)) {
      Thread producer =
          new Thread(
              () -> {
                RowFiller insert = writer.insert();
                for (int key = 0; key < 3_000; key++) {
                  submit(insert, key);
                }
              },
              "submits");
      producer.start();
      await(() -> writer.statistics().rowsWritten() > 100);
      db.schema().createIndex("events", IndexSchema.named("by_n").ascending("n").build());
      await(() -> !producer.isAlive());
    }
    // The end of the test compares all rows with all entries.
    assertThat(ids()).hasSize(3_000);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldDeleteInPartitionsAndPassOverWhatHasExpired() {
    Table parts =
        db.schema()
            .createTable(
                TableSchema.named("parts")
                    .column("number", ColumnType.LONG)
                    .primaryKey("number")
                    .expireAfter(Duration.ofHours(1))
                    .partitionBy(Partitioning.range("number", 10))
                    .build());
    LongColumn number = parts.longColumn("number");
    try (TableWriter writer = parts.writer(LAZY)) {
      RowFiller insert = writer.insert();
      for (int i = 0; i < 30; i++) {
        assertThat(insert.set(number, i).submit()).isTrue();
      }
      RowFiller delete = writer.delete();
      assertThat(delete.set(number, 15).submit()).isTrue();
      assertThat(delete.set(number, 1_000).submit()).isTrue();
    }
    assertThat(parts.get().set(number, 15).find()).isEmpty();
    assertThat(parts.get().set(number, 16).find()).isPresent();
    assertThat(parts.listPartitions()).hasSize(3);
    assertThat(parts.estimatedRowCount()).isEqualTo(29);
  }
}
