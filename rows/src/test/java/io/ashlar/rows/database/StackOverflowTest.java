package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that run out of stack at any place inside a call harm neither others nor themselves. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class StackOverflowTest extends DatabaseTest {

  private static final int THREADS = 3;
  private static final int BRINKS = 80;
  private static final long STACK_BYTES = 256 << 10;
  private static final int ROWS = 20;

  private final long seed = System.nanoTime();
  private final List<Throwable> unexpected = new ArrayList<>();
  private final AtomicInteger overflows = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong(ROWS);
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  StackOverflowTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder()
        .durability(Durability.GROUP)
        .lockTimeout(Duration.ofSeconds(5))
        .build();
  }

  @Test
  void shouldHarmNobodyWhenThreadsRunOutOfStackInsideCalls() throws Exception {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    for (int i = 0; i < ROWS; i++) {
      insert(people, i, "n" + i, "e" + i, 0);
    }
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(seed + i);
      int number = i;
      threads[i] =
          new Thread(null, () -> overflow(number, random), "overflowing-" + i, STACK_BYTES);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(unexpected).as("seed " + seed).isEmpty();
    assertThat(overflows.get()).as("seed " + seed).isPositive();
    assertThat(handle().context().transactions().locks().idle()).as("seed " + seed).isTrue();
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(db.maintenance().verify().problems()).as("seed " + seed).isEmpty();
    Database open = db;
    assertTimeoutPreemptively(Duration.ofSeconds(30), open::close);
  }

  /** Calls at the brink of the stack, and at its foot, where each call must succeed. */
  private void overflow(int number, Random random) {
    try (PreparedScan scan = people.scan().orderBy(id.ascending()).prepare()) {
      for (int brink = 0; brink < BRINKS; brink++) {
        int kind = random.nextInt(6);
        int row = random.nextInt(ROWS);
        int more = random.nextInt(200);
        String unique = "u" + number + "-" + brink;
        Runnable call = () -> call(kind, row, unique, scan);
        Throwable thrown = atBrink(call, more);
        if (thrown instanceof StackOverflowError) {
          overflows.incrementAndGet();
        } else if (thrown != null) {
          throw thrown;
        }
        call(random.nextInt(6), row, unique + "x", scan);
      }
    } catch (Throwable e) {
      synchronized (unexpected) {
        unexpected.add(e);
      }
    }
  }

  /** Descends until nothing is left, and calls on the way back, so many frames above the end. */
  private static Throwable atBrink(Runnable call, int frames) {
    int[] left = {frames};
    Throwable[] thrown = {null};
    descend(call, left, thrown);
    return thrown[0];
  }

  @SuppressWarnings("InfiniteRecursion") // down to where no stack is left
  private static void descend(Runnable call, int[] left, Throwable[] thrown) {
    try {
      descend(call, left, thrown);
    } catch (StackOverflowError end) {
      thrown[0] = null;
    }
    if (left[0]-- == 0) {
      try {
        call.run();
      } catch (Throwable e) {
        thrown[0] = e;
      }
    }
  }

  private void call(int kind, int row, String unique, PreparedScan scan) {
    switch (kind) {
      case 0 -> db.transact(transaction -> update(row).execute(transaction));
      case 1 -> update(row).execute();
      case 2 -> {
        try (ReadTransaction view = db.beginRead();
            RowCursor cursor = scan.open(view)) {
          int rows = 0;
          while (cursor.next()) {
            rows++;
          }
          assertThat(rows).isGreaterThanOrEqualTo(ROWS);
        }
      }
      case 3 -> {
        try (Transaction transaction = db.begin()) {
          update(row).execute(transaction);
          transaction.commit();
        }
      }
      case 4 -> people.insert().set(id, ids.incrementAndGet()).set(name, unique).execute();
      default -> {
        try (ReadTransaction view = db.beginRead()) {
          assertThat(people.get().set(id, row).fetch(view)).isTrue();
        }
      }
    }
  }

  private Update update(int row) {
    return people.update().where(id.eq(row)).add(age, 1);
  }
}
