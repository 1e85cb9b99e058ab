package io.ashlar.txn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ends of transactions that meet a store that closes, or another end. */
@Timeout(300)
final class TransactionEndTest {

  private static final long TIMEOUT_NS = 1_000_000;

  private final TrivialStore store = new TrivialStore();
  private final Fixture db = new Fixture(store, TransactionOptions.defaults().withMaxRetries(0));
  private final MutableDirectBuffer key = Fixture.key(0);

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldGiveLocksBackWhenTheStoreClosesUnderTheEnd() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    transaction.lock(key, 0, key.capacity());
    transaction.lockShared(9);
    store.refuseRelease = true;
    assertThatThrownBy(transaction::rollback).isInstanceOf(ClosedException.class);
    store.refuseRelease = false;
    assertThat(db.transactions.locks().idle()).isTrue();
    transaction.close();
  }

  @Test
  void shouldForgetItsWritesWhenACursorIsNotReleasedAtTheEnd() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    Fixture.put(transaction, 0, 1);
    Fixture.open(transaction.newCursor());
    store.refuseRelease = true;
    assertThatThrownBy(transaction::rollback).isInstanceOf(ClosedException.class);
    store.refuseRelease = false;
    assertThat(transaction.hasWrites()).isFalse();
    transaction.close();
  }

  @Test
  void shouldLeaveTheNextTransactionAloneWhenOneIsEndedTwice() {
    StoreTransaction holder = db.begin(IsolationLevel.SNAPSHOT);
    holder.lock(key, 0, key.capacity());
    StoreTransaction ended = db.transactions.beginRead(Freshness.WRITTEN);
    TransactionState handedOn = ended.gate().state();
    ended.close();
    assertThatThrownBy(
            () ->
                db.transactions.transact(
                    IsolationLevel.SNAPSHOT,
                    Durability.NONE,
                    next -> {
                      assertThat(next.gate().state()).isSameAs(handedOn);
                      ended.close();
                      next.lockTimeout(TIMEOUT_NS);
                      next.lock(key, 0, key.capacity());
                      return null;
                    }))
        .isInstanceOf(LockTimeoutException.class);
    holder.close();
  }
}
