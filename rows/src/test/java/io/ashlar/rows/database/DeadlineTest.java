package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Work that ends because its time is over or somebody has cancelled it, and leaves nothing.
 *
 * <p>Long because all its tests share the rows that others hold, and the check that nothing is
 * left.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class DeadlineTest extends DatabaseTest {

  private static final Duration OVER = Duration.ZERO;
  private static final Duration SOON = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofHours(1);

  private Table people;
  private LongColumn id;
  private LongColumn age;

  DeadlineTest(StoreKind kind) {
    super(kind);
  }

  /** So long that a test fails by its own timeout when a wait is not shortened. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(LONG).build();
  }

  private void fill(int rows) {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    for (int i = 0; i < rows; i++) {
      insert(people, i, "n" + i, "e" + i, 0);
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  private void add(Transaction tx, long key) {
    assertThat(people.update(tx).where(id.eq(key)).add(age, 1).execute()).isEqualTo(1);
  }

  private long ageOf(long key) {
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().where(id.eq(key)).prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      return cursor.getLong(age);
    }
  }

  /** The transaction has ended, with nothing kept and nothing held. */
  private void requireEnded(Transaction tx) {
    assertThat(tx.active()).isFalse();
    assertThat(handle().context().transactions().locks().heldRowLocks()).isZero();
    assertThatThrownBy(tx::commit).isInstanceOf(ClosedException.class);
    assertThat(ageOf(0)).isZero();
  }

  @Test
  void shouldRollBackWhenTheTimeIsOverAtAStatement() {
    fill(3);
    try (Transaction tx = db.begin()) {
      add(tx, 0);
      tx.timeout(OVER);
      assertThatThrownBy(() -> add(tx, 1)).isInstanceOf(DeadlineExceededException.class);
      requireEnded(tx);
      tx.begin();
      add(tx, 0);
      assertThat(tx.commit()).isPositive();
    }
    assertThat(ageOf(0)).isEqualTo(1);
  }

  @Test
  void shouldRollBackWhenTheTimeIsOverAtTheCommit() {
    fill(3);
    try (Transaction tx = db.begin()) {
      add(tx, 0);
      tx.deadline(Instant.now().minusSeconds(1));
      assertThatThrownBy(tx::commit).isInstanceOf(DeadlineExceededException.class);
      requireEnded(tx);
      tx.begin();
      add(tx, 0);
      tx.timeout(OVER);
      assertThatThrownBy(tx::commitAsync).isInstanceOf(DeadlineExceededException.class);
      requireEnded(tx);
    }
  }

  @Test
  void shouldCommitWhenThereIsTime() {
    fill(3);
    try (Transaction tx = db.begin()) {
      tx.timeout(Duration.ofSeconds(Long.MAX_VALUE));
      add(tx, 0);
      tx.deadline(Instant.now().plus(LONG));
      tx.cancelOn(CancellationToken.create());
      add(tx, 0);
      assertThat(tx.commit()).isPositive();
      tx.cancel();
      tx.begin();
      add(tx, 0);
      assertThat(tx.commit()).isPositive();
    }
    assertThat(ageOf(0)).isEqualTo(3);
  }

  @Test
  void shouldStopAScanWhenTheTimeIsOverInItsMidst() {
    fill(40);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      tx.timeout(OVER);
      AtomicInteger rows = new AtomicInteger();
      assertThatThrownBy(
              () -> {
                while (cursor.next()) {
                  rows.incrementAndGet();
                }
              })
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(rows.get()).isLessThanOrEqualTo(16);
      assertThat(tx.active()).isFalse();
      assertThatThrownBy(cursor::next).isInstanceOf(ClosedException.class);
    }
  }

  @Test
  void shouldStopAScanWhoseFilterRejectsAllWhenItIsCancelled() {
    fill(40);
    try (Transaction tx = db.begin();
        PreparedScan scan = people.scan().where(age.lessThan(0)).prepare();
        RowCursor cursor = scan.open(tx)) {
      tx.cancel();
      assertThatThrownBy(cursor::next).isInstanceOf(CancelledException.class);
      assertThat(tx.active()).isFalse();
    }
  }

  @Test
  void shouldStopAnUpdateOfManyRowsWhenTheTimeIsOver() {
    fill(40);
    try (Transaction tx = db.begin()) {
      tx.timeout(OVER);
      assertThatThrownBy(() -> people.update(tx).where(age.eq(0)).add(age, 1).execute())
          .isInstanceOf(DeadlineExceededException.class);
      requireEnded(tx);
    }
  }

  @Test
  void shouldShortenAWaitForALockWhenTheDeadlineIsNearer() {
    fill(3);
    try (Transaction holder = db.begin();
        Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      add(holder, 1);
      tx.timeout(SOON);
      add(tx, 0);
      assertThatThrownBy(() -> add(tx, 1))
          .isInstanceOf(DeadlineExceededException.class)
          .hasCauseInstanceOf(LockTimeoutException.class);
      assertThat(tx.active()).isFalse();
      holder.rollback();
      requireEnded(tx);
    }
  }

  @Test
  void shouldTimeOutByTheLockWhenThatIsNearer() {
    fill(3);
    try (Transaction holder = db.begin();
        Transaction tx = db.begin()) {
      add(holder, 1);
      tx.timeout(LONG);
      tx.lockTimeout(SOON);
      assertThatThrownBy(() -> add(tx, 1)).isInstanceOf(LockTimeoutException.class);
    }
  }

  private interface Stopper {
    void stop(Transaction tx, CancellationToken token);
  }

  @Test
  void shouldEndAWaitForALockWhenItIsCancelledByAnotherThread() throws Exception {
    fill(3);
    cancelWaiter((tx, token) -> tx.cancel());
    cancelWaiter((tx, token) -> token.cancel());
  }

  private void cancelWaiter(Stopper stopper) throws Exception {
    CancellationToken token = CancellationToken.create();
    try (Transaction holder = db.begin();
        Transaction tx = db.begin()) {
      tx.cancelOn(token);
      add(holder, 1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread waiter =
          new Thread(
              () -> {
                add(tx, 0);
                failure.set(catchThrowable(() -> add(tx, 1)));
              },
              "waiter");
      waiter.start();
      while (handle().context().transactions().locks().waiters() == 0) {
        Thread.onSpinWait();
      }
      stopper.stop(tx, token);
      waiter.join();
      assertThat(failure.get()).isInstanceOf(CancelledException.class);
      assertThat(tx.active()).isFalse();
      holder.rollback();
      requireEnded(tx);
    }
  }

  @Test
  void shouldNotRetryWhenTheTimeIsOver() {
    fill(3);
    AtomicInteger runs = new AtomicInteger();
    try (Transaction holder = db.begin()) {
      add(holder, 1);
      Throwable failure =
          catchThrowable(
              () ->
                  db.transact(
                      TransactionLimits.none().timeout(SOON),
                      tx -> {
                        runs.incrementAndGet();
                        tx.lockTimeout(Duration.ofMillis(2));
                        tx.timeout(LONG);
                        add(tx, 0);
                        add(tx, 1);
                      }));
      assertThat(failure).isInstanceOf(DeadlineExceededException.class);
      assertThat(runs.get()).isLessThan(50);
      holder.rollback();
    }
    assertThat(ageOf(0)).isZero();
  }

  @Test
  void shouldThrowWhenTheBodySwallowsTheEnd() {
    fill(3);
    CancellationToken token = CancellationToken.create();
    assertThatThrownBy(
            () ->
                db.transact(
                    TransactionLimits.none().cancelOn(token),
                    tx -> {
                      add(tx, 0);
                      token.cancel();
                      assertThatThrownBy(() -> add(tx, 1)).isInstanceOf(CancelledException.class);
                    }))
        .isInstanceOf(CancelledException.class);
    assertThat(ageOf(0)).isZero();
    assertThat(token.isCancelled()).isTrue();
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                db.transact(TransactionLimits.none().cancelOn(token), tx -> runs.incrementAndGet()))
        .isInstanceOf(CancelledException.class);
    assertThat(runs.get()).isZero();
  }

  /** A cancellation between two runs is not forgotten by the second. */
  @Test
  void shouldEndTheCallWhenARunThatLostWasCancelled() {
    fill(3);
    AtomicInteger runs = new AtomicInteger();
    assertThatThrownBy(
            () ->
                db.transact(
                    tx -> {
                      runs.incrementAndGet();
                      assertThat(people.get().set(id, 2).fetch(tx)).isTrue();
                      changeElsewhere(2);
                      assertThatThrownBy(() -> add(tx, 2))
                          .isInstanceOf(WriteConflictException.class);
                      tx.cancel();
                    }))
        .isInstanceOf(CancelledException.class)
        .hasCauseInstanceOf(WriteConflictException.class);
    assertThat(runs.get()).isEqualTo(1);
  }

  private void changeElsewhere(long key) {
    try (Transaction other = db.begin()) {
      add(other, key);
      assertThat(other.commit()).isPositive();
    }
  }

  /** The state behind a transaction goes to the next one; a stale reference must not reach it. */
  @Test
  void shouldCancelNobodyElseWhenTheReferenceIsStale() {
    fill(3);
    AtomicReference<Transaction> stale = new AtomicReference<>();
    db.transact(stale::set);
    ReadTransaction staleRead = db.beginRead();
    staleRead.close();
    for (int i = 0; i < 5; i++) {
      db.transact(
          tx -> {
            stale.get().cancel();
            staleRead.cancel();
            add(tx, 1);
          });
    }
    assertThat(ageOf(1)).isEqualTo(5);
  }

  /** Cancelled at any moment, a transfer is done or not, and nobody is stuck. */
  @Test
  void shouldLeaveNothingHalfDoneWhenCancelledAtAnyMoment() throws Exception {
    fill(6);
    int threads = 4;
    AtomicInteger committed = new AtomicInteger();
    AtomicReference<Throwable> unexpected = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      int number = t;
      new Thread(
              () -> {
                try {
                  for (int i = 0; i < 150; i++) {
                    committed.addAndGet(transfer(number, i));
                  }
                } catch (RuntimeException | AssertionError e) {
                  unexpected.set(e);
                } finally {
                  done.countDown();
                }
              },
              "transfer-" + t)
          .start();
    }
    done.await();
    assertThat(unexpected.get()).isNull();
    long sum = 0;
    for (int key = 0; key < 6; key++) {
      sum += ageOf(key);
    }
    assertThat(sum).isEqualTo(2L * committed.get());
  }

  private int transfer(int thread, int run) {
    CancellationToken token = CancellationToken.create();
    Thread canceller = new Thread(token::cancel, "canceller");
    TransactionLimits limits =
        run % 2 == 0
            ? TransactionLimits.none().cancelOn(token)
            : TransactionLimits.none().timeout(Duration.ofNanos(100_000L * (run % 20)));
    boolean cancels = run % 2 == 0;
    try {
      if (cancels) {
        canceller.start();
      }
      db.transact(
          limits,
          tx -> {
            add(tx, (thread + run) % 6);
            add(tx, (thread + 3 * run + 1) % 6);
          });
      return 1;
    } catch (CancelledException | DeadlineExceededException e) {
      return 0;
    } finally {
      join(canceller);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
