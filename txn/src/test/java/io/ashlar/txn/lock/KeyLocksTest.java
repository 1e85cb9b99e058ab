package io.ashlar.txn.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Locks of referenced keys, beside those of tables and rows. */
class KeyLocksTest {

  private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(60);

  private final LockTable table = new LockTable();
  private final LockOwner first = new LockOwner();
  private final LockOwner second = new LockOwner();

  @Test
  void shouldBeSharedAndTakenAlone() {
    long key = LockTable.keyResource(0x1234_5678_9abc_def0L);
    table.lockShared(first, key, 0);
    table.lockShared(second, key, 0);
    assertThatThrownBy(() -> table.lockExclusive(first, key, 0))
        .isInstanceOf(LockTimeoutException.class);
    table.releaseAll(second);
    table.lockExclusive(first, key, 0);
    assertThatThrownBy(() -> table.lockShared(second, key, 0))
        .isInstanceOf(LockTimeoutException.class);
    table.lockShared(second, LockTable.keyResource(0x7234_5678_9abc_def0L), 0);
    assertThat(table.idle()).isFalse();
    table.releaseAll(first);
    table.releaseAll(second);
    assertThat(table.idle()).isTrue();
  }

  @Test
  void shouldNotMeetTheLocksOfTables() {
    for (long hash : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(LockTable.keyResource(hash)).isNegative();
    }
    table.lockExclusive(first, LockTable.keyResource(0), 0);
    table.lockExclusive(second, 0, 0);
    table.releaseAll(first);
    table.releaseAll(second);
    assertThat(table.idle()).isTrue();
  }

  @Test
  void shouldFindEachOfManyThatOneOwnerHas() {
    int count = 5_000;
    for (int round = 0; round < 2; round++) {
      for (long i = 0; i < count; i++) {
        table.lockShared(first, LockTable.keyResource(i << 50), 0);
        table.lockShared(first, i, 0);
      }
      for (long i = 0; i < count; i++) {
        assertThatThrownBy(() -> table.lockExclusive(second, 4_999, 0))
            .isInstanceOf(LockTimeoutException.class);
        table.lockExclusive(first, i, 0);
        table.lockExclusive(first, LockTable.keyResource(i << 50), 0);
        i += 99;
      }
      table.releaseAll(first);
      assertThat(table.idle()).isTrue();
      first.trim();
    }
  }

  @Test
  void shouldFindACycleWithARowLock() throws Exception {
    long key = LockTable.keyResource(77L << 40);
    table.lockShared(first, key, 0);
    assertThat(table.lockRow(second, 5, 0)).isTrue();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                table.lockExclusive(second, key, WAIT_NS);
              } catch (RuntimeException e) {
                failure.set(e);
              }
            },
            "waiter");
    waiter.start();
    while (table.waiters() == 0 && waiter.isAlive()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> table.lockRow(first, 5, WAIT_NS))
        .isInstanceOf(DeadlockException.class);
    table.releaseAll(first);
    waiter.join();
    assertThat(failure.get()).isNull();
    table.releaseAll(second);
    assertThat(table.idle()).isTrue();
  }
}
