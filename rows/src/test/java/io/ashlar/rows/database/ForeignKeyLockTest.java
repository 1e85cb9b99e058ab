package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.txn.lock.LockTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two transactions, of which one references a key and the other takes it away, statement by
 * statement: who comes second is refused as long as the first is under way, and sees what it has
 * left afterwards. Long because each way to reference meets each way to take away in each layout.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyLockTest extends DatabaseTest {

  /** How rows of {@code parents} are laid out and referenced. */
  enum Layout {
    PRIMARY(false, "id"),
    PRIMARY_IN_PARTITIONS(true, "id"),
    UNIQUE(false, "id", "part"),
    UNIQUE_IN_PARTITIONS(true, "part", "id");

    private final boolean divided;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final String[] referenced;

    Layout(boolean divided, String... referenced) {
      this.divided = divided;
      this.referenced = referenced;
    }
  }

  /** A statement by which row 10, or row 11 which is new, comes to reference a parent. */
  private interface Referencing {
    long execute(Transaction tx);
  }

  /** A statement after which no parent has the key 1. */
  private interface Taking {
    long execute(Transaction tx);
  }

  private Table parents;
  private Table children;
  private LongColumn id;
  private LongColumn part;
  private LongColumn note;
  private LongColumn n;
  private LongColumn of;
  private LongColumn ofPart;

  ForeignKeyLockTest(StoreKind kind) {
    super(kind);
  }

  /** So long that a test fails by its own timeout when a wait does not end. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(Duration.ofHours(1)).build();
  }

  private interface Body {
    void run() throws Exception;
  }

  /** One after the other in one database, as opening it costs more than all of them. */
  private void inEachLayout(ReferenceAction action, Body body) throws Exception {
    for (Layout layout : Layout.values()) {
      create(layout, action);
      try {
        body.run();
      } catch (AssertionError | Exception e) {
        throw new AssertionError("in layout " + layout, e);
      }
      assertThat(db.maintenance().verify().problems()).as("layout %s", layout).isEmpty();
      db.schema().dropTable("children");
      db.schema().dropTable("parents");
    }
  }

  /** Parents 1 and 2, and child 10 which references parent 2. */
  private void create(Layout layout, ReferenceAction action) {
    TableSchema.Builder referenced =
        TableSchema.named("parents")
            .column("id", LONG)
            .column("part", LONG)
            .column("note", LONG)
            .primaryKey("id")
            .uniqueIndex("both", ix -> ix.descending("part").ascending("id"));
    TableSchema.Builder referencing =
        TableSchema.named("children")
            .column("n", LONG)
            .column("of", LONG)
            .column("of_part", LONG)
            .primaryKey("n")
            .index("by_of", ix -> ix.ascending("of").ascending("of_part"));
    String[] columns =
        Stream.of(layout.referenced)
            .map(name -> name.equals("id") ? "of" : "of_part")
            .toArray(String[]::new);
    referencing.foreignKey(
        "of_parent",
        f ->
            f.columns(columns)
                .references("parents", layout.referenced)
                .onDelete(action)
                .onUpdate(action));
    if (layout.divided) {
      referenced.partitionBy(Partitioning.hash(3, "id"));
      referencing.partitionBy(Partitioning.range("n", 1));
    }
    db.schema().createTable(referenced.build());
    db.schema().createTable(referencing.build());
    parents = db.table("parents");
    children = db.table("children");
    id = parents.longColumn("id");
    part = parents.longColumn("part");
    note = parents.longColumn("note");
    n = children.longColumn("n");
    of = children.longColumn("of");
    ofPart = children.longColumn("of_part");
    parents.insert().set(id, 1).set(part, 0).execute();
    parents.insert().set(id, 2).set(part, 0).execute();
    children.insert().set(n, 10).set(of, 2).set(ofPart, 0).execute();
  }

  private List<Referencing> waysToReference() {
    return List.of(
        tx -> children.insert(tx).set(n, 11).set(of, 1).set(ofPart, 0).execute(),
        tx -> children.upsert(tx).set(n, 11).set(of, 1).set(ofPart, 0).execute(),
        tx -> children.upsert(tx).set(n, 10).set(of, 1).execute(),
        tx -> children.update(tx).set(of, 1).where(n.eq(10)).execute(),
        tx -> children.update(tx).set(n, 12).set(of, 1).where(n.eq(10)).execute());
  }

  private List<Taking> waysToTake() {
    return List.of(
        tx -> parents.delete(tx).where(id.eq(1)).execute(),
        tx -> parents.update(tx).set(id, 3).where(id.eq(1)).execute());
  }

  /** A transaction that does not wait. */
  private Transaction begin(IsolationLevel level) {
    Transaction tx = db.begin(level);
    tx.lockTimeout(Duration.ZERO);
    return tx;
  }

  private static void refused(Transaction tx, Runnable statement) {
    assertThatThrownBy(statement::run).isInstanceOf(LockTimeoutException.class);
    assertThat(tx.active()).isFalse();
  }

  private void requireBothKeys() {
    assertThat(parents.get().set(id, 1).find()).isPresent();
    assertThat(children.get().set(n, 10).find().orElseThrow().getLong(of)).isEqualTo(2);
    assertThat(children.get().set(n, 11).find()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldRefuseToTakeAKeyThatAnotherTransactionReferences(IsolationLevel level)
      throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          for (Referencing way : waysToReference()) {
            for (Taking taking : waysToTake()) {
              try (Transaction first = begin(level);
                  Transaction second = begin(level)) {
                assertThat(way.execute(first)).isOne();
                refused(second, () -> taking.execute(second));
                first.rollback();
              }
              requireBothKeys();
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldRefuseToReferenceAKeyThatAnotherTransactionTakes(IsolationLevel level)
      throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          for (Referencing way : waysToReference()) {
            for (Taking taking : waysToTake()) {
              try (Transaction first = begin(level);
                  Transaction second = begin(level)) {
                assertThat(taking.execute(first)).isOne();
                refused(second, () -> way.execute(second));
                first.rollback();
              }
              requireBothKeys();
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldKeepTheLockWhenTheStatementIsUndone(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          try (Transaction first = begin(level);
              Transaction second = begin(level)) {
            long before = first.savepoint();
            assertThat(waysToReference().get(0).execute(first)).isOne();
            first.rollbackTo(before);
            refused(second, () -> waysToTake().get(0).execute(second));
            first.rollback();
          }
          requireBothKeys();
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldSeeANewKeyOnlyWhenItIsCommitted(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          try (Transaction first = begin(level);
              Transaction second = begin(level);
              Transaction third = begin(level)) {
            parents.insert(first).set(id, 5).set(part, 0).execute();
            assertThatThrownBy(
                    () -> children.insert(second).set(n, 11).set(of, 5).set(ofPart, 0).execute())
                .isInstanceOf(ConstraintException.class);
            assertThat(third.readTimestamp()).isPositive();
            first.commit();
            // The view of the third is from before the commit; what is referenced is looked for
            // now.
            assertThat(children.insert(third).set(n, 12).set(of, 5).set(ofPart, 0).execute())
                .isOne();
            third.commit();
            second.rollback();
          }
          assertThat(children.get().set(n, 12).find()).isPresent();
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldMissAKeyThatWasTakenSinceTheView(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          for (Taking taking : waysToTake()) {
            try (Transaction first = begin(level);
                Transaction second = begin(level)) {
              assertThat(second.readTimestamp()).isPositive();
              assertThat(taking.execute(first)).isOne();
              first.commit();
              for (Referencing way : waysToReference()) {
                assertThatThrownBy(() -> way.execute(second))
                    .isInstanceOf(ConstraintException.class);
              }
              second.rollback();
            }
            parents.delete().where(id.eq(3)).execute();
            parents.upsert().set(id, 1).set(part, 0).execute();
            requireBothKeys();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldFindARowThatReferencesTheKeySinceTheView(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          try (Transaction first = begin(level);
              Transaction second = begin(level)) {
            assertThat(second.readTimestamp()).isPositive();
            assertThat(waysToReference().get(0).execute(first)).isOne();
            first.commit();
            for (Taking taking : waysToTake()) {
              assertThatThrownBy(() -> taking.execute(second))
                  .isInstanceOf(ConstraintException.class);
            }
            assertThat(parents.update(second).set(note, 7).where(id.eq(1)).execute()).isOne();
            second.commit();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldTakeARowAlongThatReferencesTheKeySinceTheView(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.CASCADE,
        () -> {
          try (Transaction first = begin(level);
              Transaction second = begin(level)) {
            assertThat(second.readTimestamp()).isPositive();
            assertThat(waysToReference().get(0).execute(first)).isOne();
            first.commit();
            if (level == IsolationLevel.READ_COMMITTED) {
              assertThat(waysToTake().get(0).execute(second)).isOne();
              second.commit();
              assertThat(children.get().set(n, 11).find()).isEmpty();
            } else {
              // The row that would go along is newer than the view.
              assertThatThrownBy(() -> waysToTake().get(0).execute(second))
                  .isInstanceOf(WriteConflictException.class);
              assertThat(children.get().set(n, 11).find()).isPresent();
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldNotLockAKeyThatStays(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.NO_ACTION,
        () -> {
          try (Transaction first = begin(level);
              Transaction second = begin(level);
              Transaction third = begin(level)) {
            assertThat(waysToReference().get(0).execute(first)).isOne();
            assertThat(parents.update(second).set(note, 7).where(id.eq(1)).execute()).isOne();
            assertThat(children.insert(third).set(n, 12).set(of, 1).set(ofPart, 0).execute())
                .isOne();
            third.commit();
            second.commit();
            first.commit();
          }
        });
  }

  /**
   * The row moves to another key while its parent goes: who looks for it by what it references
   * would find it where it was, wait for it there, and miss it where it is.
   */
  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldNotMissARowThatMovesWhileItsParentGoes(IsolationLevel level) throws Exception {
    inEachLayout(
        ReferenceAction.CASCADE,
        () -> {
          LockTable locks = handle().context().transactions().locks();
          ExecutorService executor = Executors.newSingleThreadExecutor();
          try (Transaction first = db.begin(level)) {
            assertThat(children.update(first).set(n, 20).where(n.eq(10)).execute()).isOne();
            Future<Boolean> deleting =
                executor.submit(
                    () -> {
                      try (Transaction second = db.begin(level)) {
                        assertThat(parents.delete(second).where(id.eq(2)).execute()).isOne();
                        second.commit();
                        return true;
                      } catch (RetryableException lost) {
                        return false;
                      }
                    });
            while (locks.waiters() == 0 && !deleting.isDone()) {
              Thread.onSpinWait();
            }
            first.commit();
            boolean deleted = deleting.get(60, TimeUnit.SECONDS);
            assertThat(children.get().set(n, 20).find().isPresent()).isEqualTo(!deleted);
            assertThat(parents.get().set(id, 2).find().isPresent()).isEqualTo(!deleted);
            assertThat(deleted || level != IsolationLevel.READ_COMMITTED).isTrue();
          } finally {
            executor.shutdownNow();
          }
        });
  }

  /** Those who share the lock of a key do not wait, however many they are. */
  @Test
  void shouldNotWaitWhenManyThreadsReferenceOneKey() throws Exception {
    inEachLayout(ReferenceAction.NO_ACTION, this::referenceOneKey);
  }

  private void referenceOneKey() throws Exception {
    int threads = 8;
    int rows = 40;
    long waits = db.monitor().statistics().lockWaits();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        long from = 100 + (long) t * rows;
        all.add(
            executor.submit(
                () -> {
                  for (long key = from; key < from + rows; key++) {
                    try (Transaction tx = begin(IsolationLevel.READ_COMMITTED)) {
                      children.insert(tx).set(n, key).set(of, 1).set(ofPart, 0).execute();
                      tx.commit();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get(120, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(db.monitor().statistics().lockWaits()).isEqualTo(waits);
    assertThat(db.monitor().statistics().deadlocks()).isZero();
  }
}
