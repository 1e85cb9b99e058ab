package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.txn.lock.LockTable;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** All that can go wrong for a transaction, at random and at once: no lock outlives it. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class LockLeakTest extends DatabaseTest {

  private static final int THREADS = 6;
  private static final int RUNS = 250;
  private static final int ROWS = 6;

  private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Throwable> unexpected = new ConcurrentHashMap<>();
  private final AtomicReferenceArray<Transaction> running = new AtomicReferenceArray<>(THREADS);
  private final long seed = System.nanoTime();
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  LockLeakTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder()
        .durability(Durability.NONE)
        .lockTimeout(Duration.ofMillis(200))
        .writeSetLimitBytes(4096)
        .build();
  }

  private LockTable fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    for (int i = 0; i < ROWS; i++) {
      insert(people, i, "n" + i, "e" + i, 0);
    }
    return handle().context().transactions().locks();
  }

  @Test
  void shouldHoldNoLockWhenEverythingFailed() throws Exception {
    LockTable locks = fill();
    Thread[] threads = start();
    AtomicBoolean done = new AtomicBoolean();
    Thread chaos = new Thread(() -> disturb(threads, done), "chaos");
    chaos.start();
    join(threads);
    done.set(true);
    chaos.join();
    assertThat(unexpected).as("seed " + seed).isEmpty();
    assertThat(locks.idle()).as("seed " + seed).isTrue();
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(seen)
        .contains(
            LockTimeoutException.class,
            DeadlockException.class,
            ConstraintException.class,
            LimitExceededException.class,
            ClosedException.class);
    assertThat(db.monitor().statistics().deadlocks()).isPositive();
  }

  @Test
  void shouldHoldNoLockWhenTheDatabaseIsClosedUnderACrowd() throws Exception {
    LockTable locks = fill();
    Thread[] threads = start();
    while (db.monitor().statistics().lockWaits() < 20) {
      Thread.onSpinWait();
    }
    db.close();
    join(threads);
    assertThat(unexpected).as("seed " + seed).isEmpty();
    assertThat(locks.idle()).as("seed " + seed).isTrue();
  }

  private Thread[] start() {
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Random random = new Random(seed + i);
      threads[i] = new Thread(() -> work(number, random), "worker-" + i);
    }
    for (Thread each : threads) {
      each.start();
    }
    return threads;
  }

  private static void join(Thread[] threads) throws InterruptedException {
    for (Thread each : threads) {
      each.join();
    }
  }

  /** Interrupts threads, and closes transactions that they are using. */
  private void disturb(Thread[] threads, AtomicBoolean done) {
    Random random = new Random(~seed);
    while (!done.get()) {
      int victim = random.nextInt(THREADS);
      if (random.nextInt(4) == 0) {
        threads[victim].interrupt();
      }
      Transaction transaction = running.get(victim);
      if (transaction != null && random.nextInt(4) == 0) {
        expecting(transaction::close);
      }
      LockSupport.parkNanos(20_000);
    }
  }

  private void expecting(Runnable action) {
    try {
      action.run();
    } catch (AshlarException e) {
      seen.add(e.getClass());
    } catch (RuntimeException | Error e) {
      unexpected.put(Thread.currentThread().getName(), e);
    }
  }

  private void work(int number, Random random) {
    IsolationLevel[] levels = IsolationLevel.values();
    for (int run = 0; run < RUNS && !handle().context().closed(); run++) {
      expecting(
          () -> {
            try (Transaction tx = db.begin(levels[random.nextInt(levels.length)])) {
              running.set(number, tx);
              transaction(tx, random);
            } finally {
              running.set(number, null);
            }
          });
      boolean interrupted = Thread.interrupted();
      if (interrupted) {
        seen.add(InterruptedException.class);
      }
    }
  }

  private void transaction(Transaction tx, Random random) {
    if (random.nextBoolean()) {
      tx.lockTimeout(Duration.ofMillis(random.nextInt(4)));
    }
    int statements = 1 + random.nextInt(4);
    for (int i = 0; i < statements && tx.active(); i++) {
      if (random.nextInt(40) == 0) {
        Thread.currentThread().interrupt();
      }
      int kind = random.nextInt(9);
      if (random.nextBoolean()) {
        // The user catches the failure and goes on, also with a transaction that has ended.
        expecting(() -> statement(tx, random, kind));
      } else {
        statement(tx, random, kind);
      }
      LockSupport.parkNanos(20_000);
    }
    switch (random.nextInt(4)) {
      case 0 -> tx.rollback();
      case 1 -> tx.commit();
      case 2 -> {
        assertThat(tx.commitAsync()).isNotNull();
      }
      default -> assertThat(tx.isolation()).isNotNull();
    }
  }

  private void statement(Transaction tx, Random random, int kind) {
    long row = random.nextInt(ROWS);
    switch (kind) {
      case 0, 1, 2 -> people.update(tx).where(id.eq(row)).add(age, 1).execute();
      case 3 -> people.insert(tx).set(id, row).set(name, "duplicate").execute();
      case 4 -> people.get().set(id, row).fetchForUpdateNoWait(tx);
      case 5 ->
          people.get("by_email").set(people.stringColumn("email"), "e" + row).fetchForUpdate(tx);
      case 6 -> scanForUpdate(tx, random);
      case 7 -> {
        long savepoint = tx.savepoint();
        people.update(tx).where(id.eq(row)).set(name, "x").execute();
        tx.rollbackTo(savepoint);
      }
      default -> people.update(tx).where(id.eq(row)).set(name, "x".repeat(5_000)).execute();
    }
  }

  private void scanForUpdate(Transaction tx, Random random) {
    boolean backward = random.nextBoolean();
    try (PreparedScan scan =
            (backward ? people.scan().reverse() : people.scan()).forUpdate().limit(3).prepare();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        assertThat(row.getLong(id)).isNotNegative();
      }
    }
  }
}
