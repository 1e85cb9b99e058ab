package io.ashlar.torture.errors;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.RetryableException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Threads that work on one table, some of them starved, and what must hold afterwards. A starved
 * thread works at the end of its stack, or in a heap of which it has taken all but a little.
 */
final class StarvedCrew {

  private static final int STARVED = 3;
  private static final int FED = 2;
  private static final int ROWS = 40;
  private static final long SMALL_STACK_BYTES = 256 << 10;
  private static final int MOST_FRAMES = 300;
  private static final int LOOK_MS = 20;
  private static final int MOST_PIECES = 12;
  private static final int KINDS = 6;
  private static final long FIRST_FRESH = -1;
  private static final long LAST_FRESH = Long.MAX_VALUE;

  private final Path directory;
  private final Starvation lack;
  private final long seed;
  private final Findings findings = new Findings();
  private final Hoard hoard = new Hoard();

  /** Opens when all threads have been started: who starts one needs memory. */
  private final CountDownLatch started = new CountDownLatch(1);

  private volatile boolean working = true;
  private Database database;
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  StarvedCrew(Path directory, Starvation lack, long seed) {
    this.directory = directory;
    this.lack = lack;
    this.seed = seed;
  }

  void work(int millis) throws InterruptedException {
    database =
        Database.open(
            directory,
            Options.builder()
                .durability(Durability.GROUP)
                .lockTimeout(Duration.ofSeconds(20))
                .memoryBudgetBytes(lack == Starvation.MEMORY ? 24L << 20 : 0)
                .closeTimeout(Duration.ofSeconds(30))
                .build());
    fill();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < STARVED + FED; i++) {
      threads.add(start(i, i < STARVED));
    }
    started.countDown();
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        thread.join(LOOK_MS);
        hoard.look();
        working &= System.nanoTime() < endNs;
      }
    }
    check();
  }

  private Thread start(int number, boolean starved) {
    SplittableRandom random = new SplittableRandom(seed * 31 + number);
    Brink brink = new Brink();
    Runnable work =
        () -> {
          try {
            started.await();
            run(number, starved, random, brink);
          } catch (InterruptedException | RuntimeException | Error e) {
            findings.wrong("A thread ended: ", number, e);
          }
        };
    Thread thread = new Thread(null, work, "worker-" + number, starved ? SMALL_STACK_BYTES : 0);
    thread.start();
    return thread;
  }

  private void run(int number, boolean starved, SplittableRandom random, Brink brink) {
    long fresh = ROWS + (long) number * 1_000_000_000;
    while (working) {
      fresh++;
      if (lack != Starvation.MEMORY) {
        step(starved ? brink : null, random, fresh);
      } else {
        try {
          stepWithoutMemory(starved, random, fresh);
        } catch (OutOfMemoryError e) {
          // What makes the calls needs memory as well.
          Thread.onSpinWait();
        }
      }
    }
  }

  private void step(Brink brink, SplittableRandom random, long fresh) {
    int kind = random.nextInt(KINDS);
    int row = random.nextInt(ROWS);
    if (brink != null) {
      Throwable thrown = brink.call(() -> call(kind, row, fresh), random.nextInt(MOST_FRAMES));
      note(thrown, StackOverflowError.class);
    }
    note(outcomeOf(() -> call(kind, row, fresh + 500_000_000)), null);
  }

  private void stepWithoutMemory(boolean starved, SplittableRandom random, long fresh) {
    int kind = random.nextInt(KINDS);
    int row = random.nextInt(ROWS);
    Runnable call = () -> call(kind, row, fresh);
    Throwable thrown = starved ? hoard.call(call, random.nextInt(MOST_PIECES)) : outcomeOf(call);
    note(thrown, OutOfMemoryError.class);
  }

  private static Throwable outcomeOf(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  private void note(Throwable thrown, Class<? extends Error> allowed) {
    if (thrown == null) {
      findings.returned();
    } else if (thrown instanceof RetryableException) {
      findings.lost();
    } else if (allowed != null && causedBy(thrown, allowed)) {
      findings.starved();
    } else {
      findings.wrong("A call ended wrongly: ", 0, thrown);
    }
  }

  /** The JDK wraps errors of class initialization, of method handles and of lambdas. */
  private static boolean causedBy(Throwable thrown, Class<? extends Error> allowed) {
    return allowed.isInstance(thrown)
        || ((thrown instanceof LinkageError || thrown instanceof InternalError)
            && allowed.isInstance(thrown.getCause()));
  }

  private void fill() {
    people =
        database
            .schema()
            .createTable(
                TableSchema.named("people")
                    .column("id", LONG)
                    .column("name", STRING)
                    .column("age", LONG)
                    .primaryKey("id")
                    .index("by_name", index -> index.ascending("name"))
                    .build());
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    for (int i = 0; i < ROWS; i++) {
      insert(i);
    }
    // The JVM gives up for good a class whose first use ran out of memory.
    for (int kind = 0; kind < KINDS; kind++) {
      call(kind, 0, FIRST_FRESH - kind);
    }
  }

  private void insert(long key) {
    long done = people.insert().set(id, key).set(name, "n" + key % 100).set(age, 0).execute();
    if (done != 1) {
      findings.wrong("An insert says ", done, null);
    }
  }

  private void call(int kind, int row, long fresh) {
    switch (kind) {
      case 0 ->
          database.transact(
              transaction -> {
                people.update().where(id.eq(row)).add(age, 1).execute(transaction);
              });
      case 1 -> people.update().where(id.eq(row)).set(name, "m" + fresh % 100).execute();
      case 2 -> scan();
      case 3 -> {
        try (Transaction transaction = database.begin()) {
          people.update().where(id.eq(row)).add(age, 1).execute(transaction);
          transaction.commit();
        }
      }
      case 4 -> insert(fresh);
      default -> {
        try (ReadTransaction view = database.beginRead()) {
          if (!people.get().set(id, row).fetch(view)) {
            findings.wrong("A row is missing: ", row, null);
          }
        }
      }
    }
  }

  private void scan() {
    try (ReadTransaction view = database.beginRead();
        PreparedScan scan = people.scan().orderBy(name.ascending()).limit(2 * ROWS).prepare();
        RowCursor rows = scan.open(view)) {
      int seen = 0;
      while (rows.next()) {
        seen++;
      }
      if (seen < ROWS) {
        findings.wrong("Rows that a scan shows: ", seen, null);
      }
    }
  }

  /** Everybody has room now. */
  private void check() {
    for (int kind = 0; kind < KINDS; kind++) {
      int each = kind;
      note(outcomeOf(() -> call(each, 0, LAST_FRESH - each)), null);
    }
    if (database.monitor().statistics().openTransactions() != 0) {
      findings.wrong(
          "Transactions were left open: ",
          database.monitor().statistics().openTransactions(),
          null);
    }
    database
        .maintenance()
        .verify()
        .problems()
        .forEach(problem -> findings.wrong("Not whole: " + problem.message(), 0, null));
    database.close();
    try (Database again = Database.open(directory)) {
      again
          .maintenance()
          .verify()
          .problems()
          .forEach(problem -> findings.wrong("Reopened not whole: " + problem.message(), 0, null));
    }
  }

  Findings findings() {
    return findings;
  }
}
