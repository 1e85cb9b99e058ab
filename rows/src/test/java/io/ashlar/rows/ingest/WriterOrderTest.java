package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order rows of many producers are written. */
class WriterOrderTest extends WriterTest {

  private static final int PRODUCERS = 6;
  private static final int ROWS = 2_000;
  private static final int KEYS = 50;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  /** Short of room, so that producers wait, and batches of all sizes come about. */
  private static final WriterOptions BUSY =
      WriterOptions.defaults()
          .batchRows(37)
          .queueRows(200)
          .queueBytes(64 << 10)
          .batchDelay(Duration.ofMillis(1))
          .waitAtMost(NEVER);

  private interface Production {
    void run(int producer);
  }

  private static void produce(Production production) throws InterruptedException {
    Thread[] producers = new Thread[PRODUCERS];
    for (int i = 0; i < PRODUCERS; i++) {
      int number = i;
      producers[i] = new Thread(() -> production.run(number), "producer-" + i);
      producers[i].start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
  }

  @Test
  void shouldWriteTheRowsOfAProducerInTheirOrder() throws InterruptedException {
    // Rows without key are scanned in the order in which they were inserted.
    Table log =
        db.schema()
            .createTable(
                TableSchema.named("log")
                    .column("producer", ColumnType.LONG)
                    .column("n", ColumnType.LONG)
                    .build());
    LongColumn producer = log.longColumn("producer");
    LongColumn number = log.longColumn("n");
    try (TableWriter writer = log.writer(BUSY)) {
      produce(
          who -> {
            RowFiller[] fillers = {writer.insert(), writer.insert()};
            for (int i = 0; i < ROWS; i++) {
              Priority priority = PRIORITIES.get(i % PRIORITIES.size());
              fillers[i % 2].set(producer, who).set(number, i).submit(priority);
            }
          });
    }
    long[] next = new long[PRODUCERS];
    try (PreparedScan scan = log.scan().prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        int who = (int) rows.getLong(producer);
        assertThat(rows.getLong(number)).isEqualTo(next[who]++);
      }
    }
    assertThat(next).containsOnly(ROWS);
  }

  /** What a thread of the writer was told, in its order. */
  private record Written(String thread, int producer, long key, int number) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldKeepTheOrderOfAKeyAndOfAProducerWithinAThread(int threads)
      throws InterruptedException {
    ConcurrentLinkedQueue<Written> told = new ConcurrentLinkedQueue<>();
    try (TableWriter writer = writer(BUSY.concurrency(threads))) {
      produce(
          who -> {
            RowFiller upsert = writer.upsert();
            RowFiller delete = writer.delete();
            for (int i = 0; i < ROWS; i++) {
              long key = (long) who * KEYS + i % KEYS;
              int number = i;
              Acknowledgement note =
                  new Acknowledgement() {
                    @Override
                    public void written(long timestamp) {
                      String thread = Thread.currentThread().getName();
                      told.add(new Written(thread, who, key, number));
                    }

                    @Override
                    public void failed(AshlarException failure) {
                      throw failure;
                    }
                  };
              if (i % 7 == 3) {
                delete.set(id, key).submit(Priority.NORMAL, note);
              } else {
                upsert.set(id, key).set(n, i).submit(Priority.NORMAL, note);
              }
            }
          });
    }
    assertThat(failed).isEmpty();
    assertThat(told).hasSize(PRODUCERS * ROWS);
    Map<String, Integer> lastOfProducer = new HashMap<>();
    Map<Long, String> threadOfKey = new HashMap<>();
    for (Written each : told) {
      Integer before = lastOfProducer.put(each.thread() + "/" + each.producer(), each.number());
      assertThat(before == null || before < each.number()).as("%s after %s", each, before).isTrue();
      String thread = threadOfKey.putIfAbsent(each.key(), each.thread());
      assertThat(thread == null || thread.equals(each.thread())).isTrue();
    }
    assertThat(threadOfKey.values().stream().distinct()).hasSize(threads);
    for (int who = 0; who < PRODUCERS; who++) {
      for (int i = ROWS - KEYS; i < ROWS; i++) {
        long key = (long) who * KEYS + i % KEYS;
        var row = events.get().set(id, key).find();
        assertThat(row.isPresent()).isEqualTo(i % 7 != 3);
        if (row.isPresent()) {
          assertThat(row.get().getLong(n)).isEqualTo(i);
        }
      }
    }
  }
}
