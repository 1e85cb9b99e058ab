package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.RowsUnwrittenException;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.rows.database.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A close writes what waits, or says what it did not; nobody is left behind. */
class WriterCloseTest extends WriterTest {

  private static final int PRODUCERS = 4;

  @TempDir Path directory;

  private static boolean isRunning(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith(prefix) && thread.isAlive());
  }

  @Test
  void shouldEndItsThreadsWhenItIsClosed() {
    TableWriter writer = writer(LAZY.concurrency(3));
    assertThat(isRunning("ashlar-write-events-0")).isTrue();
    assertThat(isRunning("ashlar-write-events-2")).isTrue();
    writer.close();
    await(() -> !isRunning("ashlar-write-events"));
    writer.close();
  }

  @Test
  void shouldSayWhatWasNotWrittenWhenTheStoreRefuses() {
    faulty.fault = () -> new OutOfSpaceException("The file system is full.");
    TableWriter writer = writer(LAZY.retryAfter(NEVER).batchRows(2).closeTimeout(NEVER));
    RowFiller insert = writer.insert();
    Told told = new Told();
    assertThat(submit(insert, 1)).isTrue();
    assertThat(insert.set(id, 2).set(n, 2).submit(Priority.NORMAL, told)).isTrue();
    await(() -> writer.statistics().breaker() != BreakerState.CLOSED);
    assertThatThrownBy(writer::close)
        .isInstanceOf(RowsUnwrittenException.class)
        .hasMessageContaining("table=events rows=2 unknown=0")
        .hasCauseInstanceOf(OutOfSpaceException.class);
    assertThat(failed).extracting(row -> row.values().get("id")).containsExactly(1L, 2L);
    assertThat(failed)
        .allMatch(row -> row.failure() instanceof ClosedException)
        .allMatch(row -> row.failure().getCause() instanceof OutOfSpaceException);
    assertThat(told.only()).isInstanceOf(ClosedException.class);
    assertThatCode(writer::close).doesNotThrowAnyException();
    assertThat(ids()).isEmpty();
  }

  @Test
  void shouldSayThatItDoesNotKnowWhenACommitHangs() {
    faulty.hold();
    TableWriter writer = writer(SMALL.closeTimeout(Duration.ofMillis(1)));
    assertThat(submit(writer.insert(), 1)).isTrue();
    faulty.awaitHeld();
    assertThat(submit(writer.insert(), 2)).isTrue();
    assertThatThrownBy(writer::close)
        .isInstanceOf(RowsUnwrittenException.class)
        .hasMessageContaining("rows=2 unknown=2");
    faulty.release();
    await(() -> !isRunning("ashlar-write-events"));
    assertThat(ids()).containsExactly(1L);
    assertThat(failed).extracting(row -> row.values().get("id")).containsExactly(2L);
  }

  @Test
  void shouldWriteWhatWaitsWhenTheDatabaseIsClosed() {
    Options options = Options.builder().build();
    try (Database disk = Databases.open(directory, options)) {
      Table table = disk.schema().createTable(EVENTS);
      TableWriter writer = table.writer(LAZY.concurrency(2));
      RowFiller insert = writer.insert();
      for (long key = 0; key < 100; key++) {
        assertThat(insert.set(table.longColumn("id"), key).set(table.longColumn("n"), key).submit())
            .isTrue();
      }
    }
    try (Database disk = Databases.open(directory, options)) {
      assertThat(disk.table("events").estimatedRowCount()).isEqualTo(100);
      assertThat(disk.maintenance().verify().problems()).isEmpty();
    }
    try (Database disk = Databases.open(directory, Options.readOnly())) {
      assertThatThrownBy(() -> disk.table("events").writer(LAZY))
          .isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldWakeWhoWaitsForRoomWhenItIsClosed() {
    faulty.hold();
    TableWriter writer = writer(SMALL.queueRows(1).closeTimeout(NEVER));
    assertThat(submit(writer.insert(), 1)).isTrue();
    faulty.awaitHeld();
    Throwable[] thrown = new Throwable[1];
    Thread producer =
        new Thread(
            () -> {
              try {
                submit(writer.insert(), 2);
              } catch (RuntimeException e) {
                thrown[0] = e;
              }
            },
            "waits-for-room");
    producer.start();
    await(() -> producer.getState() == Thread.State.TIMED_WAITING);
    Thread closer = new Thread(writer::close, "closes");
    closer.start();
    await(() -> !producer.isAlive());
    assertThat(thrown[0]).isInstanceOf(ClosedException.class);
    faulty.release();
    await(() -> !closer.isAlive());
    assertThat(ids()).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLoseNothingWhenItIsClosedUnderItsProducers(boolean ofDatabase) throws Exception {
    SplittableRandom random = new SplittableRandom();
    WriterOptions options =
        WriterOptions.defaults().batchRows(16).queueRows(64).batchDelay(Duration.ofMillis(1));
    for (int round = 0; round < 12; round++) {
      Database own = Databases.inMemory(Options.defaults());
      Table table = own.schema().createTable(EVENTS);
      TableWriter writer = table.writer(options.concurrency(1 + round % 3));
      AtomicLong taken = new AtomicLong();
      AtomicLong unexpected = new AtomicLong();
      CountDownLatch going = new CountDownLatch(PRODUCERS);
      Thread[] producers = new Thread[PRODUCERS];
      for (int i = 0; i < PRODUCERS; i++) {
        long first = i * 10_000_000L;
        producers[i] =
            new Thread(
                () -> {
                  try {
                    RowFiller insert = writer.insert();
                    for (long key = first; ; key++) {
                      insert.set(table.longColumn("id"), key).set(table.longColumn("n"), 1);
                      if (insert.submit()) {
                        taken.incrementAndGet();
                      }
                      if (key == first) {
                        going.countDown();
                      }
                    }
                  } catch (ClosedException closed) {
                    assertThat(closed.sentence()).isNotEmpty();
                  } catch (RuntimeException | Error e) {
                    unexpected.incrementAndGet();
                  }
                },
                "producer-" + i);
        producers[i].start();
      }
      going.await();
      LockSupport.parkNanos(random.nextInt(300_000));
      if (ofDatabase) {
        own.close();
      } else {
        writer.close();
      }
      for (Thread producer : producers) {
        producer.join();
      }
      assertThat(unexpected).hasValue(0);
      assertThat(writer.statistics().rowsWritten()).isEqualTo(taken.get());
      if (!ofDatabase) {
        assertThat(table.estimatedRowCount()).isEqualTo(taken.get());
      }
      own.close();
    }
  }

  @Test
  void shouldFreeItsMemoryWhenNobodyHasSubmitted() {
    // The end of the test counts the buffers.
    for (int i = 0; i < 3; i++) {
      try (TableWriter writer = writer(WriterOptions.defaults().concurrency(4))) {
        assertThat(writer.statistics().bytesWaiting()).isZero();
      }
    }
  }
}
