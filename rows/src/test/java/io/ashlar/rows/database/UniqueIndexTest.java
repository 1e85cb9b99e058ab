package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.write.Mutators;
import io.ashlar.rows.write.RowMutator;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class UniqueIndexTest extends DatabaseTest {

  private static final int THREADS = 8;
  private static final int KEYS = 40;

  UniqueIndexTest(StoreKind kind) {
    super(kind);
  }

  private Table slots() {
    return db.schema()
        .createTable(
            TableSchema.named("slots")
                .column("id", LONG)
                .column("x", LONG)
                .primaryKey("id")
                .uniqueIndex("by_x", ix -> ix.ascending("x"))
                .build());
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldLetOneWinWhenThreadsInsertTheSameKey(IsolationLevel level) throws Exception {
    Table slots = slots();
    AtomicIntegerArray winners = new AtomicIntegerArray(KEYS);
    AtomicInteger refused = new AtomicInteger();
    inParallel(
        thread -> {
          for (int key = 0; key < KEYS; key++) {
            long x = key;
            long id = (long) key * THREADS + thread;
            try {
              Long done = db.transact(level, tx -> put(slots, tx, id, x));
              assertThat(done).isEqualTo(1);
              winners.incrementAndGet(key);
            } catch (ConstraintException e) {
              refused.incrementAndGet();
            }
          }
        });
    for (int key = 0; key < KEYS; key++) {
      assertThat(winners.get(key)).as("winners of key %s", key).isEqualTo(1);
    }
    assertThat(refused.get()).isEqualTo(KEYS * (THREADS - 1));
    assertThat(StoredRows.all(handle(), slots)).hasSize(KEYS);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldStayUniqueWhenThreadsMoveAndDropKeys(IsolationLevel level) throws Exception {
    Table slots = slots();
    for (int id = 0; id < THREADS * 2; id++) {
      assertThat(put(slots, null, id, id)).isEqualTo(1);
    }
    inParallel(
        thread -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          for (int i = 0; i < 60; i++) {
            long id = random.nextInt(THREADS * 2);
            long x = random.nextInt(THREADS * 3);
            try {
              Long done = db.transact(level, tx -> move(slots, tx, id, x));
              assertThat(done).isEqualTo(1);
            } catch (ConstraintException e) {
              assertThat(e.facts()).containsEntry("index", "by_x");
            }
          }
        });
    List<Map<String, Object>> rows = StoredRows.all(handle(), slots);
    assertThat(rows).hasSize(THREADS * 2).extracting("x").doesNotHaveDuplicates();
  }

  @Test
  void shouldJudgeAtEndWhenOneStatementShiftsKeys() {
    Table slots = slots();
    for (int id = 0; id < 5; id++) {
      assertThat(put(slots, null, id, id)).isEqualTo(1);
    }
    try (Transaction tx = db.begin()) {
      shift(slots, tx, 1, 0, 1, 2, 3, 4);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), slots)).extracting("x").containsExactly(1L, 2L, 3L, 4L, 5L);
    try (Transaction tx = db.begin()) {
      assertThatThrownBy(() -> shift(slots, tx, 1, 0, 1))
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("key=(3)");
      shift(slots, tx, -1, 0, 1);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), slots)).extracting("x").containsExactly(0L, 1L, 3L, 4L, 5L);
  }

  @Test
  void shouldRefuseWhenSumOverflows() {
    Table slots = slots();
    assertThat(put(slots, null, 1, Long.MAX_VALUE)).isEqualTo(1);
    try (Transaction tx = db.begin()) {
      assertThatThrownBy(() -> shift(slots, tx, 1, 1))
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith(
              "The sum is out of the range of the column. table=slots column=x");
      shift(slots, tx, -1, 1);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), slots)).extracting("x").containsExactly(Long.MAX_VALUE - 1);
  }

  @Test
  void shouldFreeKeyWhenRowIsDeleted() {
    Table slots = slots();
    assertThat(put(slots, null, 1, 7)).isEqualTo(1);
    try (Transaction tx = db.begin()) {
      delete(slots, tx, 1);
      assertThat(put(slots, tx, 2, 7)).isEqualTo(1);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), slots)).extracting("id").containsExactly(2L);
  }

  private static long put(Table slots, Transaction tx, long id, long x) {
    Insert insert = tx == null ? slots.insert() : slots.insert(tx);
    return insert.set(slots.longColumn("id"), id).set(slots.longColumn("x"), x).execute();
  }

  private static long move(Table slots, Transaction tx, long id, long x) {
    return slots.upsert(tx).set(slots.longColumn("id"), id).set(slots.longColumn("x"), x).execute();
  }

  /** One statement: {@code update slots set x = x + delta where id in (ids)}. */
  private static void shift(Table slots, Transaction tx, long delta, long... ids) {
    Assigned values = new Assigned(((TableHandle) slots).state().definition().columns());
    values.putDelta(1, delta);
    change(slots, tx, values, ids);
  }

  private static void delete(Table slots, Transaction tx, long... ids) {
    change(slots, tx, null, ids);
  }

  private static void change(Table slots, Transaction tx, Assigned values, long... ids) {
    TableState table = ((TableHandle) slots).state();
    TransactionHandle handle = TransactionHandle.of(tx, table.context());
    Mutators mutators = ((TableHandle) slots).mutators();
    RowMutator mutator = mutators.acquire();
    try (PooledBuffer row = table.context().pool().acquire(64)) {
      KeyEncoder key = new KeyEncoder();
      int keyspace = mutator.begin(handle, new OneUser()).keyspaceId();
      for (long id : ids) {
        key.reset(keyspace).putLong(id, false);
        int length = handle.store().getLocked(key.buffer(), 0, key.length(), row);
        if (values == null) {
          mutator.delete(key.buffer(), 0, key.length(), row.buffer(), 0, length);
        } else {
          mutator.update(key.buffer(), 0, key.length(), row.buffer(), 0, length, values);
        }
      }
      mutator.end();
    } finally {
      mutator.abort();
      mutators.release(mutator);
    }
  }

  private interface ThreadBody {
    void run(int thread) throws Exception;
  }

  private static void inParallel(ThreadBody body) throws Exception {
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
        future.get(120, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
