package io.ashlar.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the layer promises over a store that does nothing: no garbage, and locks that go early. */
@Timeout(300)
class SteadyStateTest {

  private static final int ROWS = 20;

  private final TrivialStore store = new TrivialStore();
  private final Fixture db = new Fixture(store, TransactionOptions.defaults());
  private final MutableDirectBuffer key = Fixture.key(0);
  private final MutableDirectBuffer value = Fixture.value(1);
  private final MutableDirectBuffer upper = Fixture.key(Long.MAX_VALUE);

  @AfterEach
  void close() {
    db.close();
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldAllocateNothingWhenTransactionsRepeat(IsolationLevel isolation) {
    try (StoreTransaction transaction = db.transactions.newTransaction();
        TransactionCursor cursor = transaction.newCursor();
        PooledBuffer into = db.pool.acquire(64)) {
      double bytes =
          AllocationRounds.leastBytes(0, 2_000, i -> work(transaction, cursor, into, isolation));
      assertThat(bytes).isZero();
    }
  }

  @Test
  void shouldLetTheNextWriterInWhenTheCommitIsOrderedButNotDurable() throws Exception {
    StoreTransaction first = db.begin(IsolationLevel.READ_COMMITTED);
    first.lock(key, 0, 12);
    Fixture.put(first, 0, 1);
    first.lockShared(9);
    store.holdSync = true;
    AtomicBoolean acknowledged = new AtomicBoolean();
    CompletableFuture<Void> commit =
        CompletableFuture.runAsync(
            () -> {
              long timestamp = first.commit();
              assertThat(timestamp).isPositive();
              acknowledged.set(true);
            });
    StoreTransaction second = db.begin(IsolationLevel.READ_COMMITTED);
    while (store.ordered.get() == 1) {
      Thread.onSpinWait();
    }
    second.lock(key, 0, 12);
    second.lockExclusive(9);
    assertThat(acknowledged).isFalse();
    store.holdSync = false;
    commit.get();
  }

  private void work(
      StoreTransaction transaction,
      TransactionCursor cursor,
      PooledBuffer into,
      IsolationLevel isolation) {
    transaction.begin(isolation, Durability.GROUP);
    transaction.lockShared(42);
    for (int i = 0; i < ROWS; i++) {
      key.putLong(4, (i * 7L) % ROWS, ByteOrder.BIG_ENDIAN);
      transaction.startStatement();
      long savepoint = transaction.savepoint();
      transaction.getLocked(key, 0, 12, into);
      transaction.put(key, 0, 12, value, 0, 17);
      transaction.get(key, 0, 12, into);
      transaction.releaseSavepoint(savepoint);
    }
    key.putLong(4, 0);
    cursor.open(key, 0, 12, upper, 0, 12);
    int seen = 0;
    for (boolean more = cursor.first(); more; more = cursor.next()) {
      seen += cursor.keyLength() + cursor.valueLength();
    }
    if (seen != ROWS * 29) {
      throw new AssertionError(seen);
    }
    transaction.commit();
  }
}
