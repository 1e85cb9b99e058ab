package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.WriterFullException;
import io.ashlar.ingest.DropCause;
import io.ashlar.ingest.FlushCause;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;
import java.lang.Thread.State;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory is bounded, and what a full queue does was chosen. */
class WriterBoundsTest extends WriterTest {

  /** The row 1 is being committed, 2, 3 and 4 wait, and there is no room for another. */
  private TableWriter full(WriterOptions options, Priority... priorities) {
    faulty.hold();
    TableWriter writer = writer(options);
    RowFiller insert = writer.insert();
    assertThat(submit(insert, 1)).isTrue();
    faulty.awaitHeld();
    for (int key = 2; key <= 4; key++) {
      Priority priority = priorities.length == 0 ? Priority.NORMAL : priorities[key - 2];
      assertThat(insert.set(id, key).set(n, key).submit(priority)).isTrue();
    }
    return writer;
  }

  @Test
  void shouldGoOnWhenRoomComesWhileAProducerWaits() {
    try (TableWriter writer = full(SMALL)) {
      FutureTask<Boolean> waiting = new FutureTask<>(() -> submit(writer.insert(), 5));
      Thread producer = new Thread(waiting, "waits-for-room");
      producer.start();
      await(() -> producer.getState() == State.TIMED_WAITING);
      assertThat(waiting.isDone()).isFalse();
      faulty.release();
      assertThat(got(waiting)).isTrue();
      writer.flush();
      assertThat(writer.statistics().rowsRefused()).isZero();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private static <T> T got(FutureTask<T> task) {
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldLetVirtualThreadsWait() throws Exception {
    Optional<Method> start =
        Stream.of(Thread.class.getMethods())
            .filter(method -> method.getName().equals("startVirtualThread"))
            .findFirst();
    Assumptions.assumeTrue(start.isPresent());
    try (TableWriter writer = full(SMALL)) {
      int producers = 200;
      CompletableFuture<?>[] done = new CompletableFuture<?>[producers];
      for (int i = 0; i < producers; i++) {
        long key = 10L + i;
        CompletableFuture<Boolean> each = new CompletableFuture<>();
        done[i] = each;
        Runnable run = () -> each.complete(submit(writer.insert(), key));
        assertThat(start.get().invoke(null, run)).isNotNull();
      }
      faulty.release();
      CompletableFuture.allOf(done).join();
      writer.flush();
    }
    assertThat(ids()).hasSize(204);
  }

  @Test
  void shouldGiveUpWaitingWhenItsTimeIsOver() {
    try (TableWriter writer = full(SMALL.waitAtMost(Duration.ofMillis(1)))) {
      assertThatThrownBy(() -> submit(writer.insert(), 5))
          .isInstanceOf(WriterFullException.class)
          .hasMessageStartingWith("The queue of the writer has no room. table=events waitedMs=")
          .hasMessageEndingWith("interrupted=false");
      assertThat(writer.statistics().rowsRefused()).isEqualTo(1);
      faulty.release();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void shouldGiveUpWaitingWhenItIsInterrupted() {
    try (TableWriter writer = full(SMALL)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> submit(writer.insert(), 5))
          .isInstanceOf(WriterFullException.class)
          .hasMessageEndingWith("interrupted=true");
      assertThat(Thread.interrupted()).isTrue();
      faulty.release();
    }
  }

  @Test
  void shouldGiveUpWaitingWhenTheFillerIsLimited() {
    try (TableWriter writer = full(SMALL)) {
      RowFiller timed =
          writer.insert().limitedBy(StatementLimits.none().timeout(Duration.ofMillis(1)));
      assertThatThrownBy(() -> submit(timed, 5)).isInstanceOf(DeadlineExceededException.class);
      CancellationToken token = CancellationToken.create();
      token.cancel();
      RowFiller cancelled = writer.insert().limitedBy(StatementLimits.none().cancelOn(token));
      assertThatThrownBy(() -> submit(cancelled, 5)).isInstanceOf(CancelledException.class);
      faulty.release();
      writer.flush();
      assertThat(submit(cancelled, 6)).as("there is room").isTrue();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 6L);
  }

  @Test
  void shouldRefuseAtOnceWhenItIsToRefuse() {
    try (TableWriter writer = full(SMALL.whenFull(WhenFull.REFUSE))) {
      assertThatThrownBy(() -> submit(writer.insert(), 5)).isInstanceOf(WriterFullException.class);
      assertThat(writer.statistics().rowsRefused()).isEqualTo(1);
      assertThat(writer.statistics().rowsWaiting()).isEqualTo(4);
      faulty.release();
      writer.flush();
      assertThat(submit(writer.insert(), 6)).isTrue();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 6L);
  }

  @Test
  void shouldDropTheNewestWhenItIsTo() {
    Told told = new Told();
    try (TableWriter writer = full(SMALL.whenFull(WhenFull.DROP_NEWEST))) {
      assertThat(writer.insert().set(id, 5).set(n, 5).submit(Priority.CRITICAL, told)).isFalse();
      assertThat(told.only()).isInstanceOf(WriterFullException.class);
      assertThat(writer.statistics().rowsDropped()).containsEntry(DropCause.NEWEST, 1L);
      faulty.release();
    }
    assertThat(ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void shouldDropTheOldestWhenItIsTo() {
    try (TableWriter writer =
        full(
            SMALL.whenFull(WhenFull.DROP_OLDEST),
            Priority.CRITICAL,
            Priority.LOW,
            Priority.NORMAL)) {
      assertThat(writer.insert().set(id, 5).set(n, 5).submit(Priority.LOW)).isTrue();
      assertThat(submit(writer.insert(), 6)).isTrue();
      assertThat(writer.statistics().rowsDropped()).containsEntry(DropCause.OLDEST, 2L);
      faulty.release();
    }
    assertThat(ids()).as("1 is being committed").containsExactly(1L, 4L, 5L, 6L);
  }

  @Test
  void shouldDropTheLowestPriorityWhenItIsTo() {
    Told told = new Told();
    WriterOptions lowest = SMALL.whenFull(WhenFull.DROP_LOWEST);
    try (TableWriter writer = full(lowest, Priority.NORMAL, Priority.LOW, Priority.HIGH)) {
      RowFiller insert = writer.insert();
      assertThat(insert.set(id, 5).set(n, 5).submit(Priority.NORMAL, told)).isTrue();
      assertThat(insert.set(id, 6).set(n, 6).submit(Priority.LOW)).as("below all").isFalse();
      assertThat(insert.set(id, 7).set(n, 7).submit(Priority.CRITICAL)).as("2 goes").isTrue();
      assertThat(insert.set(id, 8).set(n, 8).submit(Priority.NORMAL)).as("5 goes").isTrue();
      assertThat(told.only()).isInstanceOf(WriterFullException.class);
      assertThat(insert.set(id, 9).set(n, 9).submit(Priority.HIGH)).as("8 goes").isTrue();
      assertThat(insert.set(id, 10).set(n, 10).submit(Priority.CRITICAL)).as("4 goes").isTrue();
      assertThat(insert.set(id, 11).set(n, 11).submit(Priority.NORMAL)).isFalse();
      assertThat(writer.statistics().rowsDropped())
          .containsEntry(DropCause.LOWEST, 5L)
          .containsEntry(DropCause.NEWEST, 2L);
      faulty.release();
    }
    assertThat(ids()).containsExactly(1L, 7L, 9L, 10L);
  }

  @ParameterizedTest
  @EnumSource(WhenFull.class)
  void shouldRefuseARowThatIsLargerThanTheQueue(WhenFull choice) {
    WriterOptions tiny = LAZY.queueBytes(4_096).whenFull(choice);
    db.schema().alterTable("events", change -> change.setMaxLength("name", 9_000));
    try (TableWriter writer = writer(tiny)) {
      RowFiller insert = writer.insert();
      assertThatThrownBy(() -> insert.set(id, 1).set(n, 1).set(name, "x".repeat(5_000)).submit())
          .isInstanceOf(LimitExceededException.class)
          .hasMessageStartingWith("The row is larger than the queue of the writer.");
      assertThat(insert.set(id, 2).set(n, 1).set(name, "x".repeat(3_000)).submit()).isTrue();
    }
    assertThat(ids()).containsExactly(2L);
  }

  @Test
  void shouldCommitWhenBytesAreShortBeforeABatchIsDue() {
    db.schema().alterTable("events", change -> change.setMaxLength("name", 9_000));
    WriterOptions tiny = LAZY.queueBytes(4_096).waitAtMost(NEVER);
    try (TableWriter writer = writer(tiny)) {
      RowFiller insert = writer.insert();
      for (int key = 0; key < 9; key++) {
        assertThat(insert.set(id, key).set(n, 1).set(name, key + "x".repeat(1_900)).submit())
            .isTrue();
      }
      assertThat(writer.statistics().flushes().get(FlushCause.FULL)).isPositive();
      assertThat(writer.statistics().bytesWaiting()).isLessThanOrEqualTo(4_096);
    }
    assertThat(ids()).hasSize(9);
  }

  @Test
  void shouldFlushPastRowsThatAreDropped() {
    try (TableWriter writer = full(SMALL.whenFull(WhenFull.DROP_OLDEST))) {
      CompletableFuture<Void> flush = CompletableFuture.runAsync(writer::flush);
      for (int key = 5; key <= 7; key++) {
        assertThat(submit(writer.insert(), key)).isTrue();
      }
      faulty.release();
      flush.join();
    }
    assertThat(ids()).hasSize(4).contains(1L);
  }
}
