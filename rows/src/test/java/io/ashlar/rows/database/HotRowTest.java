package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that everybody changes, at SNAPSHOT, by transactions that begin the same object again. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class HotRowTest extends DatabaseTest {

  private static final long HOT = 0;
  private static final int TURNS = 400;

  HotRowTest(StoreKind kind) {
    super(kind);
  }

  private Table peopleOf(int others) {
    Table people = people();
    for (long id = HOT; id <= others; id++) {
      insert(people, id, "n" + id, null, 0);
    }
    return people;
  }

  private static void increment(Table people, Transaction tx, long id) {
    long changed =
        people
            .update(tx)
            .where(people.longColumn("id").eq(id))
            .add(people.longColumn("age"), 1)
            .execute();
    assertThat(changed).isEqualTo(1);
  }

  private long hotAge() {
    return (Long) StoredRows.all(handle(), handle().table("people")).get(0).get("age");
  }

  /** Ends the transaction because of the hot row. */
  private void loseHotRow(Table people, Transaction tx, Transaction winner) {
    increment(people, tx, 1);
    increment(people, winner, HOT);
    winner.commit();
    assertThatThrownBy(() -> increment(people, tx, HOT)).isInstanceOf(WriteConflictException.class);
    assertThat(tx.active()).isFalse();
  }

  @Test
  void shouldHoldLostRowWhenBegunAgain() {
    Table people = peopleOf(2);
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT);
        Transaction other = db.begin(IsolationLevel.SNAPSHOT)) {
      loseHotRow(people, tx, other);
      tx.rollback();
      tx.begin();
      increment(people, tx, 1);
      other.begin();
      assertThatThrownBy(() -> increment(people, other, HOT))
          .isInstanceOf(LockTimeoutException.class);
      increment(people, tx, HOT);
      tx.commit();
      other.begin();
      increment(people, other, HOT);
      other.commit();
    }
    assertThat(hotAge()).isEqualTo(3);
  }

  @Test
  void shouldLetLostRowGoWhenNextRunEndsWithoutIt() {
    Table people = peopleOf(2);
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT);
        Transaction other = db.begin(IsolationLevel.SNAPSHOT)) {
      loseHotRow(people, tx, other);
      tx.begin();
      increment(people, tx, 2);
      tx.commit();
      tx.begin();
      other.begin();
      increment(people, other, HOT);
      other.commit();
    }
    assertThat(hotAge()).isEqualTo(2);
  }

  @Test
  void shouldTryAgainWhenLostRowIsLockedByAnother() {
    Table people = peopleOf(2);
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT);
        Transaction other = db.begin(IsolationLevel.SNAPSHOT)) {
      loseHotRow(people, tx, other);
      other.begin();
      increment(people, other, HOT);
      assertThatThrownBy(tx::begin).isInstanceOf(LockTimeoutException.class);
      assertThat(tx.active()).isFalse();
      other.commit();
      tx.begin();
      increment(people, tx, HOT);
      tx.commit();
    }
    assertThat(hotAge()).isEqualTo(3);
  }

  /** Changes a row of its own first, so that its view is older than its turn at the hot row. */
  private int mostTriesOf(Table people, long own) {
    int most = 0;
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      tx.rollback();
      for (int i = 0; i < TURNS; i++) {
        int tries = 1;
        while (!tried(people, tx, own)) {
          tries++;
        }
        most = Math.max(most, tries);
      }
    }
    return most;
  }

  private static boolean tried(Table people, Transaction tx, long own) {
    try {
      tx.begin();
      increment(people, tx, own);
      increment(people, tx, HOT);
      tx.commit();
      return true;
    } catch (RetryableException e) {
      return false;
    }
  }

  @Test
  void shouldSucceedAtSecondTryWhenManyChangeOneRow() throws Exception {
    int threads = 4;
    Table people = peopleOf(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<Integer>> most = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      long own = i;
      most.add(executor.submit(() -> mostTriesOf(people, own)));
    }
    executor.shutdown();
    for (Future<Integer> tries : most) {
      assertThat(tries.get(120, TimeUnit.SECONDS)).isLessThanOrEqualTo(2);
    }
    assertThat(hotAge()).isEqualTo((long) threads * TURNS);
  }
}
