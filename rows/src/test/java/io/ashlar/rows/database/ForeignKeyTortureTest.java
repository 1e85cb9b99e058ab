package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads that reference rows, and threads that take them away: nothing is left that leads nowhere.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyTortureTest extends DatabaseTest {

  private static final int THREADS = 4;
  private static final int STEPS = 150;
  private static final int PARENTS = 6;
  private static final int CHILDREN = 40;

  private Table parents;
  private Table children;
  private LongColumn id;
  private LongColumn balance;
  private LongColumn n;
  private LongColumn of;
  private final AtomicInteger done = new AtomicInteger();

  ForeignKeyTortureTest(StoreKind kind) {
    super(kind);
  }

  private void create(ReferenceAction action, boolean divided) {
    TableSchema.Builder schema =
        TableSchema.named("parents").column("id", LONG).column("balance", LONG).primaryKey("id");
    db.schema()
        .createTable((divided ? schema.partitionBy(Partitioning.hash(2, "id")) : schema).build());
    TableSchema.Builder referencing =
        TableSchema.named("children")
            .column("n", LONG)
            .column("of", LONG)
            .primaryKey("n")
            .index("by_of", ix -> ix.ascending("of"))
            .foreignKey(
                "of_parent",
                f -> f.columns("of").references("parents").onDelete(action).onUpdate(action));
    db.schema()
        .createTable(
            (divided ? referencing.partitionBy(Partitioning.range("n", 10)) : referencing).build());
    parents = db.table("parents");
    children = db.table("children");
    id = parents.longColumn("id");
    balance = parents.longColumn("balance");
    n = children.longColumn("n");
    of = children.longColumn("of");
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldLeaveNoOrphanWhenRowsAreRefused(IsolationLevel level) throws Exception {
    create(ReferenceAction.NO_ACTION, false);
    torture(level, 1);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldLeaveNoOrphanWhenRowsFollow(IsolationLevel level) throws Exception {
    create(ReferenceAction.CASCADE, false);
    torture(level, 2);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldLeaveNoOrphanWhenReferencesAreSetToNull(IsolationLevel level) throws Exception {
    create(ReferenceAction.SET_NULL, false);
    torture(level, 3);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldLeaveNoOrphanInPartitions(IsolationLevel level) throws Exception {
    create(ReferenceAction.CASCADE, true);
    torture(level, 4);
  }

  private void torture(IsolationLevel level, long seed) throws Exception {
    inParallel(
        thread -> {
          Random random = new Random(seed * 1_000 + level.name().length() * 100L + thread);
          for (int i = 0; i < STEPS; i++) {
            step(level, random);
          }
        });
    assertThat(done.get()).isGreaterThan(THREADS * STEPS / 10);
    requireNoOrphans();
  }

  private void step(IsolationLevel level, Random random) {
    try (Transaction tx = db.begin(level)) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        try {
          write(tx, random);
        } catch (ConstraintException refused) {
          assertThat(refused.facts()).containsKey("table");
        }
      }
      tx.commit();
      done.incrementAndGet();
    } catch (RetryableException lost) {
      assertThat(lost.sentence()).isNotEmpty();
    }
  }

  private void write(Transaction tx, Random random) {
    long parent = random.nextInt(PARENTS);
    long child = random.nextInt(CHILDREN);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> parents.upsert(tx).set(id, parent).set(balance, 1).execute();
      case 3 -> parents.delete(tx).where(id.eq(parent)).execute();
      case 4 -> parents.update(tx).set(id, random.nextInt(PARENTS)).where(id.eq(parent)).execute();
      case 5 -> children.delete(tx).where(n.eq(child)).execute();
      case 6 -> children.update(tx).set(n, random.nextInt(CHILDREN)).where(n.eq(child)).execute();
      case 7 ->
          children
              .update(tx)
              .set(of, parent)
              .where(n.atMost(child).and(n.atLeast(child - 2)))
              .execute();
      default -> children.upsert(tx).set(n, child).set(of, parent).execute();
    }
  }

  private void requireNoOrphans() {
    try (ReadTransaction tx = db.beginRead()) {
      Set<Long> there = new TreeSet<>();
      try (PreparedScan scan = parents.scan().prepare();
          RowCursor row = scan.open(tx)) {
        while (row.next()) {
          there.add(row.getLong(id));
        }
      }
      try (PreparedScan scan = children.scan().where(of.isNotNull()).prepare();
          RowCursor row = scan.open(tx)) {
        while (row.next()) {
          assertThat(there).as("of child %d", row.getLong(n)).contains(row.getLong(of));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldNotWaitForEachOtherWhenRowsReferenceOneKey(IsolationLevel level) throws Exception {
    create(ReferenceAction.NO_ACTION, false);
    parents.insert().set(id, 1).set(balance, 0).execute();
    try (Transaction first = db.begin(level);
        Transaction second = db.begin(level);
        Transaction third = db.begin(level)) {
      first.lockTimeout(Duration.ZERO);
      second.lockTimeout(Duration.ZERO);
      third.lockTimeout(Duration.ZERO);
      children.insert(first).set(n, 1).set(of, 1).execute();
      children.insert(second).set(n, 2).set(of, 1).execute();
      assertThat(parents.update(third).add(balance, 1).where(id.eq(1)).execute()).isOne();
      third.commit();
      children.insert(second).set(n, 3).set(of, 1).execute();
      second.commit();
      first.commit();
    }
    assertThat(db.monitor().statistics().deadlocks()).isZero();
  }

  @Test
  void shouldNotDeadlockWhenRowsAreInsertedAndTheirHotParentIsChanged() throws Exception {
    create(ReferenceAction.NO_ACTION, false);
    parents.insert().set(id, 1).set(balance, 0).execute();
    inParallel(
        thread -> {
          for (int i = 0; i < STEPS; i++) {
            long key = (long) thread * STEPS + i;
            try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
              children.insert(tx).set(n, key).set(of, 1).execute();
              parents.update(tx).add(balance, 1).where(id.eq(1)).execute();
              tx.commit();
            } catch (DeadlockException e) {
              throw new AssertionError(e);
            }
          }
        });
    assertThat(parents.get().set(id, 1).find().orElseThrow().getLong(balance))
        .isEqualTo((long) THREADS * STEPS);
    assertThat(db.monitor().statistics().deadlocks()).isZero();
  }

  @Test
  void shouldHoldAForeignKeyThatComesWhileOthersWrite() throws Exception {
    create(ReferenceAction.NO_ACTION, false);
    db.schema().alterTable("children", c -> c.dropForeignKey("of_parent"));
    CountDownLatch added = new CountDownLatch(1);
    inParallel(
        thread -> {
          Random random = new Random(thread);
          if (thread > 0) {
            for (int i = 0; i < STEPS; i++) {
              step(IsolationLevel.SNAPSHOT, random);
            }
            return;
          }
          for (int tries = 0; added.getCount() > 0; tries++) {
            try {
              db.schema()
                  .alterTable(
                      "children",
                      c ->
                          c.addForeignKey(
                              ForeignKeySchema.named("of_parent")
                                  .columns("of")
                                  .references("parents")
                                  .build()));
              added.countDown();
            } catch (ConstraintException orphans) {
              assertThat(orphans.facts()).containsKey("keys");
              db.transact(tx -> children.delete(tx).execute());
            } catch (LockTimeoutException | DeadlockException busy) {
              assertThat(children.schema().foreignKeys()).isEmpty();
            }
          }
        });
    assertThat(added.getCount()).isZero();
    requireNoOrphans();
  }

  private interface Body {
    void run(int thread) throws Exception;
  }

  private static void inParallel(Body body) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        futures.add(
            executor.submit(
                () -> {
                  body.run(thread);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get(180, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
