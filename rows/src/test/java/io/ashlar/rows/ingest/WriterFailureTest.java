package io.ashlar.rows.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.error.WriterUnavailableException;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.DropCause;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.Priority;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WhenFull;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that cannot be written costs itself alone; a store that refuses is asked again. */
class WriterFailureTest extends WriterTest {

  private static final WriterOptions SOON = LAZY.retryAfter(Duration.ofMillis(1));
  private static final WriterOptions LATE = LAZY.retryAfter(Duration.ofHours(1));

  @Override
  Options options() {
    return Options.builder()
        .lockTimeout(Duration.ofMillis(1))
        .maxRetries(2)
        .writeSetLimitBytes(8_192)
        .build();
  }

  static List<Supplier<Throwable>> refusals() {
    return List.of(
        () -> new OutOfSpaceException("The file system is full."),
        () -> new StorePoisonedException("The log has failed."),
        () -> new IllegalStateException("unexpected"),
        () -> new OutOfMemoryError("no memory"));
  }

  private static Supplier<Throwable> times(int times, Supplier<Throwable> fault) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() > 0 ? fault.get() : null;
  }

  @Test
  void shouldFailTheRowThatBreaksAConstraintAlone() {
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      assertThat(insert.set(id, 1).set(n, 1).set(name, "a").submit()).isTrue();
      assertThat(insert.set(id, 2).set(n, 2).set(name, "a").submit()).isTrue();
      assertThat(insert.set(id, 1).set(n, 3).submit()).isTrue();
      assertThat(insert.set(id, 4).set(n, -1).setNull(name).submit()).isTrue();
      assertThat(insert.set(id, 5).set(n, 5).submit()).isTrue();
      assertThat(writer.upsert().set(id, 6).set(name, "six").submit()).isTrue();
      writer.flush();
      assertThat(writer.statistics().rowsFailed()).isEqualTo(4);
      assertThat(writer.statistics().rowsWritten()).isEqualTo(2);
      assertThat(writer.statistics().breaker()).isEqualTo(BreakerState.CLOSED);
    }
    assertThat(ids()).containsExactly(1L, 5L);
    assertThat(failed).extracting(row -> row.values().get("id")).containsExactly(2L, 1L, 4L, 6L);
    assertThat(failed).allMatch(row -> row.failure() instanceof ConstraintException);
    assertThat(failed).extracting(FailedRow::table).containsOnly("events");
    FailedRow unique = failed.remove();
    assertThat(unique.operation()).isEqualTo(WriteOperation.INSERT);
    assertThat(unique.values()).containsEntry("n", 2L).containsEntry("name", "a").hasSize(3);
    assertThat(failed.remove().values()).hasSize(2);
    assertThat(failed.remove().values()).containsEntry("name", null);
    assertThat(failed.remove().operation()).isEqualTo(WriteOperation.UPSERT);
  }

  @Test
  void shouldSplitABatchWhenATransactionHasNoRoomForIt() {
    db.schema().alterTable("events", change -> change.setMaxLength("name", 9_000));
    try (TableWriter writer = writer(LAZY)) {
      RowFiller insert = writer.insert();
      for (int key = 0; key < 60; key++) {
        int length = key == 30 ? 8_500 : 200;
        assertThat(
                insert.set(id, key).set(n, key).setValue(name, "x".repeat(length) + key).submit())
            .isTrue();
      }
      writer.flush();
      assertThat(writer.statistics().batchesCommitted()).isGreaterThan(1);
    }
    assertThat(ids()).hasSize(59).doesNotContain(30L);
    assertThat(failed).hasSize(1);
    assertThat(failed.remove().failure()).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void shouldTryAgainWhenACommitLosesAgainstOthers() {
    faulty.fault = times(2, () -> new WriteConflictException("The commit lost."));
    Told told = new Told();
    try (TableWriter writer = writer(LAZY)) {
      assertThat(writer.insert().set(id, 1).set(n, 1).submit(Priority.NORMAL, told)).isTrue();
      writer.flush();
      assertThat(writer.statistics().breaker()).isEqualTo(BreakerState.CLOSED);
    }
    assertThat(ids()).containsExactly(1L);
    assertThat(told.only()).isInstanceOf(Long.class);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldFindTheRowThatSomebodyHasLocked() {
    for (int key = 0; key < 9; key++) {
      assertThat(events.insert().set(id, key).set(n, key).execute()).isEqualTo(1);
    }
    try (TableWriter writer = writer(LAZY);
        Transaction other = db.begin()) {
      assertThat(events.upsert(other).set(id, 5).set(n, 500).execute()).isEqualTo(1);
      RowFiller upsert = writer.upsert();
      for (int key = 0; key < 9; key++) {
        assertThat(upsert.set(id, key).set(n, 100 + key).submit()).isTrue();
      }
      writer.flush();
      assertThat(failed).hasSize(1);
      assertThat(failed.remove().failure()).isInstanceOf(LockTimeoutException.class);
      other.rollback();
    }
    for (int key = 0; key < 9; key++) {
      assertThat(events.get().set(id, key).find().orElseThrow().getLong(n))
          .isEqualTo(key == 5 ? 5 : 100 + key);
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void shouldRefuseRowsAtOnceWhileTheStoreRefuses(Supplier<Throwable> fault) {
    faulty.fault = fault;
    try (TableWriter writer = writer(LATE)) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      assertThatThrownBy(writer::flush)
          .isInstanceOf(WriterUnavailableException.class)
          .hasCauseInstanceOf(fault.get().getClass());
      assertThat(writer.statistics().breaker()).isEqualTo(BreakerState.OPEN);
      assertThatThrownBy(() -> submit(writer.insert(), 2))
          .isInstanceOf(WriterUnavailableException.class)
          .hasCauseInstanceOf(fault.get().getClass());
      assertThatThrownBy(writer::flush).isInstanceOf(WriterUnavailableException.class);
      assertThat(writer.statistics().rowsRefused()).isEqualTo(1);
      assertThat(writer.statistics().rowsWaiting()).isEqualTo(1);
      faulty.fault = null; // so that the close finds a store that is well
    }
    assertThat(ids()).containsExactly(1L);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldDropRowsAtOnceWhileTheStoreRefuses() {
    faulty.fault = () -> new OutOfSpaceException("The file system is full.");
    Told told = new Told();
    try (TableWriter writer = writer(LATE.whenFull(WhenFull.DROP_OLDEST))) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      assertThatThrownBy(writer::flush).isInstanceOf(WriterUnavailableException.class);
      assertThat(writer.insert().set(id, 2).set(n, 2).submit(Priority.NORMAL, told)).isFalse();
      assertThat(told.only()).isInstanceOf(WriterUnavailableException.class);
      assertThat(writer.statistics().rowsDropped()).containsEntry(DropCause.UNAVAILABLE, 1L);
      faulty.fault = null;
    }
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void shouldWakeWhoWaitsForRoomWhenTheStoreRefuses() {
    faulty.hold();
    try (TableWriter writer = writer(SMALL.retryAfter(NEVER).queueRows(1))) {
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
      faulty.fault = () -> new OutOfSpaceException("The file system is full.");
      faulty.release();
      await(() -> !producer.isAlive());
      assertThat(thrown[0]).isInstanceOf(WriterUnavailableException.class);
      faulty.fault = null;
    }
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void shouldCloseTheBreakerWhenTheStoreIsWellAgain() {
    faulty.fault = () -> new OutOfSpaceException("The file system is full.");
    try (TableWriter writer = writer(SOON.batchRows(1))) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      await(() -> writer.statistics().breaker() != BreakerState.CLOSED);
      faulty.fault = null;
      await(() -> writer.statistics().breaker() == BreakerState.CLOSED);
      assertThat(submit(writer.insert(), 2)).isTrue();
      writer.flush();
    }
    assertThat(ids()).containsExactly(1L, 2L);
    assertThat(failed).isEmpty();
  }

  @Test
  void shouldTakeRowsAgainWhenTheBreakerIsHalfOpen() {
    faulty.fault = times(1, () -> new CommitOutcomeUnknownException("The log failed."));
    try (TableWriter writer = writer(SOON.batchRows(1))) {
      assertThat(submit(writer.insert(), 1)).isTrue();
      await(() -> writer.statistics().rowsFailed() == 1);
      await(() -> writer.statistics().breaker() == BreakerState.HALF_OPEN);
      assertThat(submit(writer.insert(), 2)).isTrue();
      await(() -> writer.statistics().breaker() == BreakerState.CLOSED);
    }
    assertThat(failed).hasSize(1);
    assertThat(failed.remove().failure()).isInstanceOf(CommitOutcomeUnknownException.class);
    assertThat(ids()).as("the store took nothing").containsExactly(2L);
  }
}
