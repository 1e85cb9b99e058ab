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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who is granted a lock, in which order, and who is refused. Long because each test plays its own
 * threads against each other.
 */
@Timeout(300)
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
  void shouldHandTheLockOverWhenItsHolderTakesItAgainAndAgain() throws Exception {
    AtomicBoolean served = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    LockOwner greedy = owner();
    Future<Long> turns =
        threads.submit(
            () -> {
              long count = 0;
              while (!served.get()) {
                table.lockRow(greedy, 7, LONG);
                count++;
                running.countDown();
                table.releaseAll(greedy);
              }
              return count;
            });
    running.await();
    // Each must get its turn while the greedy one goes on; who starves fails after its timeout.
    for (int i = 0; i < 20; i++) {
      LockOwner patient = owner();
      table.lockRow(patient, 7, LONG);
      table.releaseAll(patient);
    }
    served.set(true);
    assertThat(turns.get()).isPositive();
  }

  @Test
  void shouldNotWaitWhenTheTimeoutIsZero() {
    LockOwner holder = owner();
    table.lockRow(holder, 7, LONG);
    LockOwner hasty = owner();
    assertThatThrownBy(() -> table.lockRow(hasty, 7, 0)).isInstanceOf(LockTimeoutException.class);
    table.releaseAll(holder);
  }

  @Test
  void shouldWakeTheNextWhenTheOneThatWasWokenGivesUp() throws Exception {
    RowStripe stripe = new RowStripe(LONG);
    LockOwner holder = owner();
    LockOwner first = owner();
    LockOwner second = owner();
    assertThat(stripe.tryAcquire(7, holder, false)).isTrue();
    first.waitKey = 7;
    first.thread = Thread.currentThread();
    assertThat(stripe.enqueue(first)).isFalse();
    CountDownLatch queued = new CountDownLatch(1);
    Future<?> wait =
        threads.submit(
            () -> {
              second.waitKey = 7;
              second.thread = Thread.currentThread();
              assertThat(stripe.enqueue(second)).isFalse();
              queued.countDown();
              while (!stripe.retry(second)) {
                LockSupport.park();
              }
            });
    queued.await();
    assertThat(stripe.release(7, holder)).isSameAs(first.thread);
    assertThat(stripe.abandon(first)).isTrue();
    wait.get();
    assertThat(stripe.release(7, second)).isNull();
    assertThat(stripe.size()).isZero();
  }

  @Test
  void shouldLoseNoWakeUpWhenWaitersGiveUp() throws Exception {
    AtomicLong granted = new AtomicLong();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LockOwner owner = owner();
      all.add(threads.submit(() -> hurry(owner, granted)));
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(granted.get()).isPositive();
  }

  /** A lost wake-up leaves a free lock with a queue, and its waiters run into the long timeout. */
  private void hurry(LockOwner owner, AtomicLong granted) {
    Random random = new Random(owner.id());
    for (int i = 0; i < 3_000; i++) {
      boolean patient = random.nextInt(4) == 0;
      try {
        table.lockRow(owner, 7, patient ? LONG : random.nextInt(60_000));
        granted.incrementAndGet();
        for (int spin = random.nextInt(400); spin > 0; spin--) {
          Thread.onSpinWait();
        }
      } catch (LockTimeoutException e) {
        assertThat(patient).as("a patient waiter was forgotten").isFalse();
      } finally {
        table.releaseAll(owner);
      }
    }
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
  void shouldTakeARowOnlyWhenItIsFree() throws Exception {
    LockOwner holder = owner();
    LockOwner other = owner();
    assertThat(table.tryLockRow(holder, 7)).isTrue();
    assertThat(table.tryLockRow(holder, 7)).as("reentrant").isTrue();
    assertThat(table.tryLockRow(other, 7)).isFalse();
    assertThat(table.tryLockRow(other, 8)).isTrue();
    assertThat(other.rowLocks()).isEqualTo(1);
    Future<?> waiter = threads.submit(() -> table.lockRow(other, 7, LONG));
    awaitWaiters(1);
    table.releaseAll(holder);
    waiter.get();
    assertThat(table.tryLockRow(holder, 7)).isFalse();
    table.releaseAll(other);
    assertThat(table.tryLockRow(holder, 7)).isTrue();
    table.releaseAll(holder);
    assertThat(table.statistics().timeouts()).isZero();
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
    owner.begin(++ids, null);
    return owner;
  }

  private void awaitWaiters(int count) throws InterruptedException {
    while (table.waiters() < count) {
      Thread.sleep(1);
    }
  }
}
