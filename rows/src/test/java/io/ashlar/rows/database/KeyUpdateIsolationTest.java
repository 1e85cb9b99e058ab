package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates of columns of the primary key beside other transactions, and beside their own. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class KeyUpdateIsolationTest extends KeyUpdates {

  private static final int THREADS = 4;

  KeyUpdateIsolationTest(StoreKind kind) {
    super(kind);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldRestoreBothKeysWhenRolledBack(IsolationLevel level) {
    fill();
    try (Transaction tx = db.begin(level)) {
      assertThat(people.update(tx).set(id, 10).where(id.eq(1)).execute()).isOne();
      long savepoint = tx.savepoint();
      assertThat(people.update(tx).add(id, 100).execute()).isEqualTo(ROWS);
      assertThat(idsByAge(tx, "by_name")).containsExactly(110, 102, 103, 104, 105, 106);
      tx.rollbackTo(savepoint);
      assertThat(idsByAge(tx, "by_email")).containsExactly(10, 2, 3, 4, 5, 6);
      assertThat(people.update(tx).set(id, 1).where(id.eq(10)).execute()).isOne();
      assertThat(people.update(tx).set(id, 2).where(id.eq(1)).limit(0).execute()).isZero();
      tx.commit();
    }
    requireIds(1, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldShowAnOpenCursorWhatWasThere() {
    fill();
    try (Transaction tx = db.begin();
        PreparedScan scan = people.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      assertThat(people.update(tx).add(id, 3).execute()).isEqualTo(ROWS);
      List<Long> rest = new ArrayList<>();
      while (cursor.next()) {
        rest.add(cursor.getLong(id));
      }
      assertThat(rest).containsExactly(2L, 3L, 4L, 5L, 6L);
      tx.commit();
    }
    requireIds(4, 5, 6, 7, 8, 9);
  }

  @Test
  void shouldKeepBothKeysLockedUntilTheEnd() {
    fill();
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(people.update(tx).set(id, 9).where(id.eq(1)).execute()).isOne();
      for (long key : new long[] {1, 9}) {
        try (Transaction other = db.begin(IsolationLevel.READ_COMMITTED)) {
          Get get = people.get().set(id, key);
          assertThatThrownBy(() -> get.fetchForUpdate(other))
              .isInstanceOf(LockTimeoutException.class);
        }
      }
      tx.commit();
    }
    requireIds(9, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldConflictWhenTheNewKeyWasWrittenAfterTheView() {
    fill();
    for (IsolationLevel level :
        new IsolationLevel[] {IsolationLevel.SNAPSHOT, IsolationLevel.SERIALIZABLE}) {
      try (Transaction tx = db.begin(level)) {
        assertThat(people.get().set(id, 2).fetch(tx)).isTrue();
        insert(people, 20, "n20", null, 20);
        assertThat(people.delete().where(id.eq(20)).execute()).isOne();
        assertThatThrownBy(() -> people.update(tx).set(id, 20).where(id.eq(1)).execute())
            .isInstanceOf(WriteConflictException.class);
      }
      try (Transaction tx = db.begin(level)) {
        assertThat(people.get().set(id, 2).fetch(tx)).isTrue();
        assertThat(people.update().set(id, 30).where(id.eq(1)).execute()).isOne();
        assertThatThrownBy(() -> people.update(tx).set(id, 31).where(id.eq(1)).execute())
            .isInstanceOf(WriteConflictException.class);
      }
      assertThat(people.update().set(id, 1).where(id.eq(30)).execute()).isOne();
    }
    requireIds(1, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldJudgeReadersOfBothKeysWhenSerializable() {
    fill();
    for (long read : new long[] {1, 9}) {
      try (Transaction reader = db.begin(IsolationLevel.SERIALIZABLE)) {
        assertThat(people.get().set(id, read).fetch(reader)).isEqualTo(read == 1);
        assertThat(people.update(reader).set(age, 6).where(id.eq(6)).execute()).isOne();
        assertThat(people.update().set(id, 9).where(id.eq(1)).execute()).isOne();
        assertThatThrownBy(reader::commit).isInstanceOf(SerializationConflictException.class);
      }
      assertThat(people.update().set(id, 1).where(id.eq(9)).execute()).isOne();
    }
    requireIds(1, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldFindTheRowGoneWhenItMovedBeforeItsLockWasGranted() throws Exception {
    fill();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(people.update(tx).set(id, 9).where(id.eq(1)).execute()).isOne();
      Future<Long> waits =
          executor.submit(
              () ->
                  db.transact(
                      IsolationLevel.READ_COMMITTED,
                      other -> {
                        people.get().set(id, 2).fetch(other);
                        return people.update(other).set(age, 100).where(name.eq("n1")).execute();
                      }));
      while (handle().context().transactions().locks().waiters() == 0) {
        Thread.onSpinWait();
      }
      tx.commit();
      assertThat(waits.get(60, TimeUnit.SECONDS)).isZero();
    } finally {
      executor.shutdownNow();
    }
    requireIds(9, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldKeepAllRowsWhenThreadsExchangeKeys(IsolationLevel level) throws Exception {
    for (long i = 0; i < 12; i++) {
      insert(people, i, "n" + i, i + "@x", i);
    }
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        Random random = new Random(level.name().length() * 31L + t);
        futures.add(executor.submit(() -> exchange(level, random)));
      }
      for (Future<?> future : futures) {
        future.get(120, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(StoredRows.all(handle(), people))
        .hasSize(12)
        .extracting(row -> row.get("age"))
        .doesNotHaveDuplicates();
  }

  private void exchange(IsolationLevel level, Random random) {
    for (int i = 0; i < 60; i++) {
      long sum = random.nextInt(24);
      long low = random.nextInt(12);
      try (Transaction tx = db.begin(level)) {
        if (random.nextBoolean()) {
          people
              .update(tx)
              .set(id, id.negated().plus(sum))
              .where(id.between(low, sum - low))
              .execute();
        } else {
          people.update(tx).add(id, random.nextInt(5) - 2L).where(id.eq(low)).execute();
        }
        tx.commit();
      } catch (RetryableException lost) {
        assertThat(lost.facts()).isNotNull();
      } catch (ConstraintException taken) {
        assertThat(taken.sentence()).contains("primary key");
      }
    }
  }
}
