package io.ashlar.txn;

import static io.ashlar.txn.Fixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class TransactTest {

  private final Fixture db =
      new Fixture(TransactionOptions.defaults().withMaxRetries(3).withSeed(5));
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldGiveUpWhenRetriesAreUsedUp() {
    assertThatThrownBy(
            () ->
                db.transactions.transact(
                    IsolationLevel.SNAPSHOT,
                    Durability.GROUP,
                    transaction -> {
                      runs.incrementAndGet();
                      throw new SchemaChangedException("The schema was changed.");
                    }))
        .isInstanceOf(SchemaChangedException.class);
    assertThat(runs).hasValue(4);
  }

  @Test
  void shouldLockTheFailedKeyBeforeTheViewWhenRetrying() {
    Long result =
        db.transactions.<Long, RuntimeException>transact(
            IsolationLevel.SNAPSHOT,
            Durability.GROUP,
            transaction -> {
              boolean retried = runs.getAndIncrement() > 0;
              assertThat(transaction.gate().state().locks().rowLocks()).isEqualTo(retried ? 1 : 0);
              Long seen = db.get(transaction, 1);
              if (!retried) {
                db.commit(1, 10);
              }
              db.getLocked(transaction, 1);
              put(transaction, 1, 11);
              return seen;
            });
    assertThat(result).isEqualTo(10);
    assertThat(runs).hasValue(2);
    assertThat(db.read(1)).isEqualTo(11);
  }

  @Test
  void shouldRunAgainWhenTheBodySwallowsTheFailure() {
    db.transactions.<Object, RuntimeException>transact(
        IsolationLevel.SNAPSHOT,
        Durability.GROUP,
        transaction -> {
          db.get(transaction, 1);
          if (runs.getAndIncrement() == 0) {
            db.commit(1, 10);
            assertThatThrownBy(() -> db.getLocked(transaction, 1))
                .isInstanceOf(WriteConflictException.class);
            return "lost";
          }
          db.getLocked(transaction, 1);
          put(transaction, 1, 11);
          return "won";
        });
    assertThat(runs).hasValue(2);
    assertThat(db.read(1)).isEqualTo(11);
  }

  @Test
  void shouldRollBackAndPassOnWhenTheBodyThrowsAChecked() {
    assertThatThrownBy(
            () ->
                db.transactions.transact(
                    IsolationLevel.READ_COMMITTED,
                    Durability.GROUP,
                    transaction -> {
                      runs.incrementAndGet();
                      db.getLocked(transaction, 1);
                      put(transaction, 1, 1);
                      throw new IOException("mine");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(runs).hasValue(1);
    assertThat(db.read(1)).isNull();
  }

  @Test
  void shouldRefuseWhenNestedAndRecover() {
    assertThatThrownBy(() -> nest(() -> nest(() -> {}))).isInstanceOf(IllegalUseException.class);
    nest(() -> {});
    assertThat(runs).hasValue(2);
  }

  @Test
  void shouldLeaveABodyAloneWhenItEndsTheTransactionItself() {
    db.transactions.<Object, RuntimeException>transact(
        IsolationLevel.READ_COMMITTED,
        Durability.GROUP,
        transaction -> {
          put(transaction, 1, 1);
          transaction.rollback();
          return "done";
        });
    assertThat(db.read(1)).isNull();
  }

  @Test
  void shouldPauseWithinTheBoundWhenBackingOff() {
    Backoff backoff = new Backoff(TransactionOptions.defaults().withSeed(3));
    Backoff same = new Backoff(TransactionOptions.defaults().withSeed(3));
    for (int retry = 0; retry < 100; retry++) {
      long pause = backoff.pauseNs(retry);
      assertThat(pause).isBetween(0L, 20_000_000L).isEqualTo(same.pauseNs(retry));
    }
    assertThat(backoff.pauseNs(0)).isLessThanOrEqualTo(100_000);
  }

  private void nest(Runnable inner) {
    db.transactions.<Object, RuntimeException>transact(
        IsolationLevel.SNAPSHOT,
        Durability.GROUP,
        transaction -> {
          runs.incrementAndGet();
          inner.run();
          return "done";
        });
  }
}
