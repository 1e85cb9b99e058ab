package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.RetryableException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads on few rows: everybody gets through, and nothing that is committed is illegal. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class ContentionTest extends DatabaseTest {

  private static final int INCREMENTERS = 64;
  private static final int INCREMENTS = 10;
  private static final int WRITERS = 8;
  private static final int ATTEMPTS = 300;
  private static final int IDS = 12;
  private static final int EMAILS = 5;

  /** What a committed transaction did to a row: its new e-mail address, or that it is gone. */
  private record Change(String kind, long id, String email) {}

  private interface Work {
    void run() throws Exception;
  }

  ContentionTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder()
        .durability(Durability.NONE)
        .lockTimeout(Duration.ofSeconds(60))
        .build();
  }

  private static void runAll(List<Work> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (Work work : works) {
      all.add(
          threads.submit(
              () -> {
                start.await();
                work.run();
                return null;
              }));
    }
    start.countDown();
    for (Future<?> each : all) {
      each.get(240, TimeUnit.SECONDS);
    }
    threads.shutdown();
  }

  @Test
  void shouldLetEverybodyThroughWhenOneRowIsHot() throws Exception {
    Table people = people();
    LongColumn id = people.longColumn("id");
    LongColumn age = people.longColumn("age");
    long expected = 0;
    insert(people, 1, "Abe", null, 0);
    for (IsolationLevel level : IsolationLevel.values()) {
      List<Work> works = new ArrayList<>();
      for (int i = 0; i < INCREMENTERS; i++) {
        works.add(
            () -> {
              for (int n = 0; n < INCREMENTS; n++) {
                long rows =
                    db.transact(
                        level, tx -> people.update(tx).where(id.eq(1)).add(age, 1).execute());
                assertThat(rows).isEqualTo(1);
              }
            });
      }
      runAll(works);
      expected += (long) INCREMENTERS * INCREMENTS;
      Row row = people.get().set(id, 1).find().orElseThrow();
      assertThat(row.getLong(age)).as(level.name()).isEqualTo(expected);
    }
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  @Test
  void shouldCountWaitsWhenARowIsHeld() throws Exception {
    Table people = people();
    LongColumn id = people.longColumn("id");
    LongColumn age = people.longColumn("age");
    insert(people, 1, "Abe", null, 0);
    Thread waiter =
        new Thread(
            () -> db.transact(tx -> people.update(tx).where(id.eq(1)).add(age, 1).execute()));
    try (Transaction holder = db.begin()) {
      people.update(holder).where(id.eq(1)).add(age, 1).execute();
      waiter.start();
      while (waiter.getState() != Thread.State.TIMED_WAITING
          && waiter.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      holder.commit();
    }
    waiter.join();
    assertThat(people.get().set(id, 1).find().orElseThrow().getLong(age)).isEqualTo(2);
    assertThat(db.monitor().statistics().lockWaits()).isPositive();
    assertThat(db.monitor().statistics().lockWaitNs()).isPositive();
  }

  @Test
  void shouldKeepUniqueKeysWhenManyWriteTheSame() throws Exception {
    Table people = people();
    ConcurrentSkipListMap<Long, Change> history = new ConcurrentSkipListMap<>();
    long seed = System.nanoTime();
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Random random = new Random(seed + i);
      works.add(() -> write(people, random, history));
    }
    runAll(works);
    Map<Long, String> replayed = replay(history, seed);
    Map<Long, String> stored = new TreeMap<>();
    for (Map<String, Object> row : StoredRows.all(handle(), people)) {
      stored.put((Long) row.get("id"), (String) row.get("email"));
    }
    assertThat(stored).as("seed " + seed).isEqualTo(replayed);
    assertThat(history).hasSizeGreaterThan(ATTEMPTS);
  }

  private void write(Table people, Random random, Map<Long, Change> history) {
    IsolationLevel[] levels = IsolationLevel.values();
    for (int i = 0; i < ATTEMPTS; i++) {
      try (Transaction tx = db.begin(levels[random.nextInt(levels.length)])) {
        Change change = change(people, tx, random);
        long timestamp = tx.commit();
        if (change != null) {
          history.put(timestamp, change);
        }
      } catch (ConstraintException | RetryableException lost) {
        assertThat(lost.sentence()).isNotEmpty();
      }
    }
  }

  private static Change change(Table people, Transaction tx, Random random) {
    LongColumn id = people.longColumn("id");
    StringColumn email = people.stringColumn("email");
    long row = random.nextInt(IDS);
    String address = "e" + random.nextInt(EMAILS);
    return switch (random.nextInt(3)) {
      case 0 -> {
        people
            .insert(tx)
            .set(id, row)
            .set(people.stringColumn("name"), "n")
            .set(email, address)
            .execute();
        yield new Change("insert", row, address);
      }
      case 1 ->
          people.update(tx).where(id.eq(row)).set(email, address).execute() == 0
              ? null
              : new Change("update", row, address);
      default ->
          people.delete(tx).where(id.eq(row)).execute() == 0
              ? null
              : new Change("delete", row, null);
    };
  }

  /** Does in commit order what was committed, and checks that each change was allowed. */
  private static Map<Long, String> replay(Map<Long, Change> history, long seed) {
    Map<Long, String> rows = new TreeMap<>();
    for (Change change : history.values()) {
      boolean there = rows.containsKey(change.id());
      assertThat(there).as(change + " seed " + seed).isEqualTo(!change.kind().equals("insert"));
      rows.remove(change.id());
      if (change.email() != null) {
        assertThat(rows).as(change + " seed " + seed).doesNotContainValue(change.email());
        rows.put(change.id(), change.email());
      }
    }
    return rows;
  }
}
