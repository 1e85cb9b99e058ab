package io.ashlar.txn;

import static io.ashlar.txn.Fixture.key;
import static io.ashlar.txn.Fixture.open;
import static io.ashlar.txn.Fixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LifecycleTest {

  private final Fixture db =
      new Fixture(
          TransactionOptions.defaults()
              .withWriteSetLimit(64 * 1024)
              .withLockTimeout(Duration.ofSeconds(20)));

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldShowOwnWritesFromMemoryThatACloseDoesNotFree() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    put(transaction, 1, 42);
    TransactionCursor cursor = transaction.newCursor();
    open(cursor);
    assertThat(cursor.first()).isTrue();
    assertThat(cursor.ownWrite()).isTrue();
    // What a caller may still be reading when another thread closes the database.
    MutableDirectBuffer seenKey = Flyweights.wrap(cursor.key(), 0, cursor.keyLength());
    MutableDirectBuffer seenValue = Flyweights.wrap(cursor.value(), 0, cursor.valueLength());
    assertThat(seenKey.byteArray()).as("on the heap").isNotNull();
    assertThat(seenValue.byteArray()).as("on the heap").isNotNull();
    db.transactions.rollbackAll();
    assertThat(seenKey.getLong(4, ByteOrder.BIG_ENDIAN)).isEqualTo(1);
    assertThat(seenValue.getLong(9)).isEqualTo(42);
  }

  @Test
  void shouldEndAndReportWhenCommittedAsynchronously() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    put(transaction, 1, 42);
    long[] told = new long[1];
    long timestamp = transaction.commitAsync(Durability.GROUP, (at, failure) -> told[0] = at);
    assertThat(told[0]).isEqualTo(timestamp);
    assertThat(transaction.active()).isFalse();
    assertThat(db.transactions.locks().idle()).isTrue();
    assertThat(db.read(1)).isEqualTo(42);
    transaction.beginRead(Freshness.WRITTEN);
    assertThat(transaction.commitAsync(null, (at, failure) -> told[0] = -at)).isEqualTo(timestamp);
    assertThat(told[0]).isEqualTo(-timestamp);
  }

  @Test
  void shouldRefuseEveryCallWhenEnded() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    TransactionCursor cursor = transaction.newCursor();
    open(cursor);
    transaction.commit();
    assertThatThrownBy(() -> db.get(transaction, 1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> put(transaction, 1, 1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(cursor::first).isInstanceOf(ClosedException.class);
    assertThatThrownBy(transaction::commit).isInstanceOf(ClosedException.class);
    transaction.rollback();
    transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
    assertThatThrownBy(() -> transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(cursor::first).isInstanceOf(IllegalUseException.class);
    open(cursor);
    assertThat(cursor.first()).isFalse();
    transaction.close();
    transaction.close();
    cursor.close();
    assertThatThrownBy(() -> transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP))
        .isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldNotMeetTheNextReaderWhenAClosedReadTransactionIsUsed() {
    StoreTransaction stale = db.transactions.beginRead(Freshness.ACKNOWLEDGED);
    TransactionCursor cursor = stale.borrowCursor();
    open(cursor);
    stale.close();
    StoreTransaction next = db.transactions.beginRead(Freshness.ACKNOWLEDGED);
    TransactionCursor lent = next.borrowCursor();
    open(lent);
    assertThat(stale.active()).isFalse();
    assertThatThrownBy(() -> db.get(stale, 1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(stale::readTimestamp).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> stale.beginRead(Freshness.WRITTEN))
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(cursor::first).isInstanceOf(ClosedException.class);
    cursor.release();
    cursor.giveBack(stale.id());
    cursor.close();
    stale.rollback();
    stale.close();
    assertThat(db.transactions.openTransactions()).isOne();
    assertThat(next.active()).isTrue();
    assertThat(lent.first()).isFalse();
    next.close();
    assertThat(db.transactions.openTransactions()).isZero();
  }

  @Test
  void shouldRefuseTheSecondThreadWhenACallIsUnderWay() throws Exception {
    StoreTransaction holder = db.begin(IsolationLevel.READ_COMMITTED);
    StoreTransaction waiter = db.begin(IsolationLevel.READ_COMMITTED);
    holder.lock(key(1), 0, 12);
    CompletableFuture<Void> wait = CompletableFuture.runAsync(() -> waiter.lock(key(1), 0, 12));
    awaitWaiter();
    assertThatThrownBy(() -> db.get(waiter, 2)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(waiter::rollback).isInstanceOf(IllegalUseException.class);
    holder.rollback();
    wait.get();
    assertThat(db.get(waiter, 2)).isNull();
  }

  @Test
  void shouldEndAllWhenTheDatabaseCloses() throws Exception {
    StoreTransaction holder = db.begin(IsolationLevel.READ_COMMITTED);
    StoreTransaction waiter = db.begin(IsolationLevel.READ_COMMITTED);
    put(holder, 1, 1);
    put(waiter, 2, 2);
    holder.lock(key(1), 0, 12);
    CompletableFuture<Void> wait =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> waiter.lock(key(1), 0, 12))
                    .isInstanceOfAny(ClosedException.class));
    awaitWaiter();
    assertThat(db.transactions.describeOpen()).hasSize(2);
    db.transactions.rollbackAll();
    try {
      wait.get();
    } catch (java.util.concurrent.ExecutionException e) {
      // The lock may have been granted by the holder's end just before the cancellation.
      assertThat(e).hasMessageContaining("Expecting code to raise a throwable");
    }
    assertThatThrownBy(() -> db.get(holder, 1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.get(waiter, 1)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(db.transactions::newTransaction).isInstanceOf(ClosedException.class);
    holder.rollback();
  }

  @Test
  void shouldWriteNothingWhenReadOnly() {
    db.commit(1, 10);
    StoreTransaction reader = db.transactions.newTransaction();
    db.made.add(reader);
    reader.beginRead(Freshness.ACKNOWLEDGED);
    db.commit(1, 11);
    assertThat(db.get(reader, 1)).isEqualTo(10);
    assertThatThrownBy(() -> put(reader, 1, 2)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> db.getLocked(reader, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> reader.lockShared(1)).isInstanceOf(IllegalUseException.class);
    reader.check(key(1), 0, 12);
    assertThat(reader.commit()).isPositive();
  }

  @Test
  void shouldStayUsableWhenTheWriteSetIsFull() {
    StoreTransaction transaction = db.begin(IsolationLevel.READ_COMMITTED);
    MutableDirectBuffer large = Flyweights.wrap(new byte[20 * 1024]);
    put(transaction, 0, 1);
    long savepoint = transaction.savepoint();
    assertThatThrownBy(
            () -> {
              for (int i = 1; i < 10; i++) {
                transaction.put(key(i), 0, 12, large, 0, large.capacity());
              }
            })
        .isInstanceOf(LimitExceededException.class);
    transaction.rollbackTo(savepoint);
    put(transaction, 5, 50);
    transaction.commit();
    assertThat(db.read(1)).isNull();
    assertThat(db.read(5)).isEqualTo(50);
  }

  @Test
  void shouldSayThatTheGroundIsGoneWhenAReaderIsOvertakenByTheEnd() {
    db.commit(1, 1);
    for (int way = 0; way < 4; way++) {
      StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
      long savepoint = transaction.savepoint();
      put(transaction, 2, 2);
      TransactionCursor cursor = transaction.newCursor();
      open(cursor);
      assertThat(cursor.first()).isTrue();
      switch (way) {
        case 0 -> transaction.rollback();
        case 1 -> transaction.close();
        case 2 -> transaction.gate().end();
        default -> transaction.rollbackTo(savepoint);
      }
      assertThatThrownBy(cursor::key).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::keyLength).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::value).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::valueLength).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::ownWrite).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::next).isInstanceOf(ClosedException.class);
      assertThatThrownBy(cursor::requireOpen).isInstanceOf(ClosedException.class);
      transaction.rollback();
    }
  }

  @Test
  void shouldEnterAgainWhileTheTransactionIsUnderWay() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    long first = transaction.id();
    assertThat(transaction.enterAgain(first)).isTrue();
    assertThat(transaction.enterAgain(first)).isTrue();
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () ->
                assertThatThrownBy(() -> transaction.enterAgain(first))
                    .isInstanceOf(IllegalUseException.class));
    other.join();
    transaction.exitStatement();
    transaction.exitStatement();
    transaction.rollback();
    assertThat(transaction.enterAgain(first)).isFalse();
    transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
    assertThat(transaction.enterAgain(first)).isFalse();
    assertThat(transaction.enterAgain(transaction.id())).isTrue();
    transaction.exitStatement();
    long second = transaction.id();
    transaction.close();
    assertThat(transaction.enterAgain(second)).isFalse();
  }

  @Test
  void shouldEndTheMoveOfWhoIsInsideWhenTheTransactionIsClosed() {
    db.commit(1, 1);
    db.commit(2, 2);
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    TransactionCursor cursor = transaction.borrowCursor();
    transaction.enterStatement();
    open(cursor);
    assertThat(cursor.first()).isTrue();
    CompletableFuture.runAsync(transaction::close).join();
    assertThat(cursor.keyLength()).isEqualTo(12);
    assertThatThrownBy(cursor::next).isInstanceOf(ClosedException.class);
    transaction.exitStatement();
  }

  @Test
  void shouldLeaveALoanAloneWhenItIsAnotherTransactions() {
    StoreTransaction transaction = db.begin(IsolationLevel.SNAPSHOT);
    long first = transaction.id();
    TransactionCursor cursor = transaction.borrowCursor();
    transaction.rollback();
    transaction.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
    assertThat(transaction.borrowCursor()).isSameAs(cursor);
    cursor.giveBack(first);
    assertThat(transaction.borrowCursor()).isNotSameAs(cursor);
    cursor.giveBack(transaction.id());
    assertThat(transaction.borrowCursor()).isSameAs(cursor);
  }

  @Test
  void shouldVoidTheCursorWhenItsSavepointIsUndone() {
    StoreTransaction transaction = db.begin(IsolationLevel.READ_COMMITTED);
    TransactionCursor before = transaction.newCursor();
    TransactionCursor after = transaction.newCursor();
    put(transaction, 1, 1);
    open(before);
    assertThat(before.first()).isTrue();
    long savepoint = transaction.savepoint();
    put(transaction, 2, 2);
    open(after);
    assertThat(after.last()).isTrue();
    transaction.rollbackTo(savepoint);
    assertThatThrownBy(after::first).isInstanceOf(ClosedException.class);
    assertThatThrownBy(after::key).isInstanceOf(ClosedException.class);
    assertThat(Fixture.current(before)).isEqualTo("1=1");
    assertThat(before.next()).isFalse();
  }

  @Test
  void shouldRollBackWhenInterruptedInALockWait() {
    StoreTransaction holder = db.begin(IsolationLevel.READ_COMMITTED);
    StoreTransaction waiter = db.begin(IsolationLevel.READ_COMMITTED);
    holder.lock(key(1), 0, 12);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> waiter.lock(key(1), 0, 12)).isInstanceOf(LockTimeoutException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waiter.active()).isFalse();
  }

  private void awaitWaiter() throws InterruptedException {
    while (db.transactions.locks().waiters() == 0) {
      Thread.sleep(1);
    }
  }
}
