package io.ashlar.txn.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LockTableTest {

  private static final long LONG = TimeUnit.SECONDS.toNanos(30);

  private final LockTable table = new LockTable();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private long ids;

  @AfterEach
  void nothingLeaks() {
    threads.shutdownNow();
    assertThat(table.idle()).isTrue();
  }

  @Test
  void shouldServeWaitersInOrderWhenTheHolderLeaves() throws Exception {
    LockOwner holder = owner();
    table.lockRow(holder, 7, LONG);
    List<Long> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> waits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      LockOwner waiter = owner();
      waits.add(
          threads.submit(
              () -> {
                table.lockRow(waiter, 7, LONG);
                order.add(waiter.id());
                table.releaseAll(waiter);
              }));
      awaitWaiters(i + 1);
    }
    table.releaseAll(holder);
    for (Future<?> wait : waits) {
      wait.get();
    }
    assertThat(order).containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void shouldTimeOutAndLeaveTheQueueWhenNotGranted() throws Exception {
    LockOwner holder = owner();
    LockOwner impatient = owner();
    LockOwner patient = owner();
    table.lockRow(holder, 7, LONG);
    Future<?> late = threads.submit(() -> table.lockRow(patient, 7, LONG));
    awaitWaiters(1);
    assertThatThrownBy(() -> table.lockRow(impatient, 7, 20_000_000))
        .isInstanceOfSatisfying(
            LockTimeoutException.class,
            e -> assertThat(e.facts()).containsEntry("interrupted", "false"));
    table.releaseAll(holder);
    late.get();
    table.releaseAll(patient);
    table.releaseAll(impatient);
  }

  @Test
  void shouldTellTheNewcomerWhenItWouldCloseACycle() throws Exception {
    LockOwner first = owner();
    LockOwner second = owner();
    LockOwner third = owner();
    table.lockRow(first, 1, LONG);
    table.lockRow(second, 2, LONG);
    table.lockRow(third, 3, LONG);
    Future<?> one = threads.submit(() -> table.lockRow(first, 2, LONG));
    awaitWaiters(1);
    Future<?> two = threads.submit(() -> table.lockRow(second, 3, LONG));
    awaitWaiters(2);
    assertThatThrownBy(() -> table.lockRow(third, 1, LONG))
        .isInstanceOfSatisfying(
            DeadlockException.class,
            e ->
                assertThat(e.facts())
                    .containsEntry("cycle", "T3->T1->T2->T3")
                    .containsEntry("victim", "3"));
    table.releaseAll(third);
    two.get();
    table.releaseAll(second);
    one.get();
    table.releaseAll(first);
  }

  @Test
  void shouldFindTheCycleWhenItRunsThroughTableLocksAndTheQueue() throws Exception {
    LockOwner sharer = owner();
    LockOwner writer = owner();
    LockOwner late = owner();
    table.lockShared(sharer, 100, LONG);
    table.lockRow(late, 5, LONG);
    Future<?> exclusive = threads.submit(() -> table.lockExclusive(writer, 100, LONG));
    awaitWaiters(1);
    Future<?> queued = threads.submit(() -> table.lockShared(late, 100, LONG));
    awaitWaiters(2);
    assertThatThrownBy(() -> table.lockRow(sharer, 5, LONG)).isInstanceOf(DeadlockException.class);
    table.releaseAll(sharer);
    exclusive.get();
    assertThat(queued.isDone()).isFalse();
    table.releaseAll(writer);
    queued.get();
    table.releaseAll(late);
  }

  @Test
  void shouldRefuseTheSecondWhenTwoSharersUpgrade() throws Exception {
    LockOwner first = owner();
    LockOwner second = owner();
    table.lockShared(first, 100, LONG);
    table.lockShared(second, 100, LONG);
    Future<?> upgrade = threads.submit(() -> table.lockExclusive(first, 100, LONG));
    awaitWaiters(1);
    assertThatThrownBy(() -> table.lockExclusive(second, 100, LONG))
        .isInstanceOf(DeadlockException.class);
    table.releaseAll(second);
    upgrade.get();
    assertThatThrownBy(() -> table.lockShared(second, 100, 1_000_000))
        .isInstanceOf(LockTimeoutException.class);
    table.releaseAll(first);
  }

  @Test
  void shouldLetSharersPassWhenAQueuedExclusiveGivesUp() throws Exception {
    LockOwner sharer = owner();
    LockOwner exclusive = owner();
    LockOwner late = owner();
    table.lockShared(sharer, 100, LONG);
    Future<?> impatient = threads.submit(() -> expectTimeout(exclusive, 100));
    awaitWaiters(1);
    table.lockShared(late, 100, LONG);
    impatient.get();
    table.releaseAll(sharer);
    table.releaseAll(late);
  }

  @Test
  void shouldEndTheWaitAndKeepTheFlagWhenInterrupted() throws Exception {
    LockOwner holder = owner();
    LockOwner waiter = owner();
    table.lockRow(holder, 7, LONG);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> table.lockRow(waiter, 7, LONG))
        .isInstanceOfSatisfying(
            LockTimeoutException.class,
            e -> assertThat(e.facts()).containsEntry("interrupted", "true"));
    assertThat(Thread.interrupted()).isTrue();
    table.releaseAll(waiter);
    table.releaseAll(holder);
  }

  @Test
  void shouldEndTheWaitWhenCancelled() throws Exception {
    LockOwner holder = owner();
    LockOwner waiter = owner();
    table.lockRow(holder, 7, LONG);
    Future<?> wait =
        threads.submit(
            () ->
                assertThatThrownBy(() -> table.lockRow(waiter, 7, LONG))
                    .isInstanceOf(ClosedException.class));
    awaitWaiters(1);
    waiter.cancel();
    wait.get();
    table.releaseAll(holder);
  }

  @Test
  void shouldExcludeAndTerminateWhenManyContend() throws Exception {
    int keys = 12;
    AtomicIntegerArray holders = new AtomicIntegerArray(keys);
    List<Callable<Integer>> bodies = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      LockOwner owner = owner();
      Random random = new Random(41 + t);
      bodies.add(
          () -> {
            int done = 0;
            for (int i = 0; i < 1500; i++) {
              done += attempt(owner, random, holders) ? 1 : 0;
            }
            return done;
          });
    }
    int done = 0;
    for (Future<Integer> each : threads.invokeAll(bodies)) {
      done += each.get();
    }
    assertThat(done).isGreaterThan(1500);
  }

  @Test
  void shouldFailAtOnceWhenAskedNotToWait() {
    LockOwner first = owner();
    LockOwner second = owner();
    assertThat(table.lockRow(first, 1, 0)).isTrue();
    assertThat(table.lockRow(first, 1, 0)).as("held already").isFalse();
    assertThatThrownBy(() -> table.lockRow(second, 1, 0))
        .isInstanceOf(LockTimeoutException.class)
        .hasMessageContaining("holder=" + first.id());
    table.lockShared(first, 7, 0);
    table.lockShared(second, 7, 0);
    assertThatThrownBy(() -> table.lockExclusive(second, 7, 0))
        .isInstanceOf(LockTimeoutException.class);
    assertThat(table.statistics()).isEqualTo(new LockStatistics(0, 0, 0, 2));
    table.releaseAll(first);
    table.lockExclusive(second, 7, 0);
    table.releaseAll(second);
    assertThat(table.idle()).isTrue();
  }

  @Test
  void shouldTellTimeoutAndNotDeadlockWhenAskedNotToWaitInACycle() throws Exception {
    LockOwner first = owner();
    LockOwner second = owner();
    assertThat(table.lockRow(first, 1, 0)).isTrue();
    assertThat(table.lockRow(second, 2, 0)).isTrue();
    Future<Boolean> waiting = threads.submit(() -> table.lockRow(first, 2, LONG));
    awaitWaiters(1);
    assertThatThrownBy(() -> table.lockRow(second, 1, 0)).isInstanceOf(LockTimeoutException.class);
    assertThatThrownBy(() -> table.lockRow(second, 1, LONG)).isInstanceOf(DeadlockException.class);
    table.releaseAll(second);
    assertThat(waiting.get()).isTrue();
    table.releaseAll(first);
    LockStatistics statistics = table.statistics();
    assertThat(statistics.waits()).isEqualTo(2);
    assertThat(statistics.waitNs()).isPositive();
    assertThat(statistics.deadlocks()).isEqualTo(1);
    assertThat(statistics.timeouts()).isEqualTo(1);
  }

  private boolean attempt(LockOwner owner, Random random, AtomicIntegerArray holders) {
    long[] held = new long[4];
    int count = 0;
    try {
      if (random.nextInt(50) == 0) {
        table.lockExclusive(owner, 1, LONG);
      } else {
        table.lockShared(owner, 1, LONG);
      }
      while (count < held.length) {
        int key = random.nextInt(holders.length());
        if (table.lockRow(owner, key, LONG)) {
          assertThat(holders.incrementAndGet(key)).isEqualTo(1);
          held[count++] = key;
        } else {
          break;
        }
      }
      return true;
    } catch (DeadlockException e) {
      return false;
    } finally {
      for (int i = 0; i < count; i++) {
        holders.decrementAndGet((int) held[i]);
      }
      table.releaseAll(owner);
    }
  }

  private void expectTimeout(LockOwner owner, long resource) {
    assertThatThrownBy(() -> table.lockExclusive(owner, resource, 50_000_000))
        .isInstanceOf(RetryableException.class);
  }

  private LockOwner owner() {
    LockOwner owner = new LockOwner();
    owner.begin(++ids);
    return owner;
  }

  private void awaitWaiters(int count) throws InterruptedException {
    while (table.waiters() < count) {
      Thread.sleep(1);
    }
  }
}
