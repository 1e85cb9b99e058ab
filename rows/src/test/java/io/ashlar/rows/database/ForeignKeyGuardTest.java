package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ashlar.Delete;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.txn.lock.LockTable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What keeps rows from being missed, or from being taken for those that reference a key. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyGuardTest extends CustomersAndOrders {

  private static final long[] EDGES = {
    0, 1, 254, 255, 256, 65_535, -1, -2, -256, -257, Long.MAX_VALUE, Long.MIN_VALUE
  };

  ForeignKeyGuardTest(StoreKind kind) {
    super(kind);
  }

  /** So long that a test fails by its own timeout when a wait does not end. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(Duration.ofHours(1)).build();
  }

  private void tops(long... keys) {
    db.schema().createTable(TableSchema.named("top").column("id", LONG).primaryKey("id").build());
    Table top = db.table("top");
    for (long key : keys) {
      top.insert().set(top.longColumn("id"), key).execute();
    }
  }

  /** A table of a number and two columns, which can reference. */
  private static TableSchema.Builder pairs(String name) {
    return TableSchema.named(name)
        .column("n", LONG)
        .column("a", LONG)
        .column("b", LONG)
        .primaryKey("n")
        .index("by_a", ix -> ix.ascending("a"))
        .index("by_b", ix -> ix.descending("b"));
  }

  private void insert(String name, long n, long a, long b) {
    Table table = db.table(name);
    table
        .insert()
        .set(table.longColumn("n"), n)
        .set(table.longColumn("a"), a)
        .set(table.longColumn("b"), b)
        .execute();
  }

  @Test
  void shouldFindRowsWhateverBytesTheirKeysEndWith() {
    tops(EDGES);
    db.schema()
        .createTable(
            pairs("low")
                .foreignKey("up", f -> f.columns("a").references("top"))
                .foreignKey("down", f -> f.columns("b").references("top"))
                .build());
    Table top = db.table("top");
    Table low = db.table("low");
    LongColumn key = top.longColumn("id");
    for (int i = 0; i < EDGES.length; i++) {
      insert("low", i, EDGES[i], EDGES[EDGES.length - 1 - i]);
    }
    for (long edge : EDGES) {
      referenced(() -> top.delete().where(key.eq(edge)).execute());
      assertThat(low.update().setNull(low.longColumn("a")).where(low.longColumn("a").eq(edge)))
          .satisfies(update -> assertThat(update.execute()).isOne());
      referenced(() -> top.delete().where(key.eq(edge)).execute());
      assertThat(low.update().setNull(low.longColumn("b")).where(low.longColumn("b").eq(edge)))
          .satisfies(update -> assertThat(update.execute()).isOne());
      assertThat(top.delete().where(key.eq(edge)).execute()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(ReferenceAction.class)
  void shouldNotTakeNullForAKey(ReferenceAction action) {
    create(
        b ->
            b.foreignKey(
                "of_code",
                f ->
                    f.columns("customer_code")
                        .references("customers", "code")
                        .onDelete(action)
                        .onUpdate(action)));
    customer(1, null);
    customer(2, null);
    order(10, null, null);
    assertThat(customers.update().set(code, "a").where(id.eq(1)).execute()).isOne();
    assertThat(customers.delete().where(id.eq(2)).execute()).isOne();
    assertThat(orders()).containsExactly("10:-:null");
  }

  /** Statements and what they work with are reused while tables and foreign keys change. */
  @Test
  void shouldGoByTheDefinitionsOfNow() {
    db.schema()
        .createTable(
            TableSchema.named("parents")
                .column("other", LONG)
                .column("id", LONG)
                .primaryKey("id")
                .build());
    db.schema()
        .createTable(
            TableSchema.named("children")
                .column("other", LONG)
                .column("n", LONG)
                .column("of", LONG)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .build());
    Table parents = db.table("parents");
    Table children = db.table("children");
    LongColumn key = parents.longColumn("id");
    LongColumn n = children.longColumn("n");
    LongColumn of = children.longColumn("of");
    parents.insert().set(key, 1).execute();
    parents.insert().set(key, 2).execute();
    children.insert().set(n, 10).set(of, 1).execute();
    Delete delete = parents.delete().where(key.eq(Parameter.parameter(0)));
    ForeignKeySchema up = ForeignKeySchema.named("up").columns("of").references("parents").build();
    for (String dropped : new String[] {"none", "children", "parents"}) {
      if (dropped.equals("none")) {
        db.schema().alterTable("children", change -> change.addForeignKey(up));
      } else {
        db.schema().alterTable(dropped, change -> change.dropColumn("other"));
      }
      absent(() -> children.insert().set(n, 11).set(of, 3).execute());
      absent(() -> children.update().set(of, 3).where(n.eq(10)).execute());
      referenced(() -> delete.bind(0, 1).execute());
      assertThat(children.insert().set(n, 11).set(of, 2).execute()).isOne();
      referenced(() -> delete.bind(0, 2).execute());
      assertThat(children.delete().where(n.eq(11)).execute()).isOne();
    }
    db.schema().alterTable("children", change -> change.dropForeignKey("up"));
    assertThat(children.insert().set(n, 11).set(of, 3).execute()).isOne();
    assertThat(delete.bind(0, 1).execute()).isOne();
  }

  @Test
  void shouldRestrictThoughRowsWouldGoByAnotherForeignKey() {
    for (ReferenceAction action :
        new ReferenceAction[] {ReferenceAction.RESTRICT, ReferenceAction.NO_ACTION}) {
      tops(1);
      ReferenceAction along = ReferenceAction.CASCADE;
      db.schema()
          .createTable(
              pairs("middle")
                  .foreignKey("up", f -> f.columns("a").references("top").onDelete(along))
                  .build());
      db.schema()
          .createTable(
              pairs("low")
                  .foreignKey("up", f -> f.columns("a").references("top").onDelete(action))
                  .foreignKey("in", f -> f.columns("b").references("middle").onDelete(along))
                  .build());
      insert("middle", 5, 1, 0);
      insert("low", 7, 1, 5);
      if (action == ReferenceAction.RESTRICT) {
        referenced(() -> db.table("top").delete().execute());
        assertThat(count(db.table("low"))).isOne();
      } else {
        assertThat(db.table("top").delete().execute()).isOne();
        assertThat(count(db.table("low"))).isZero();
      }
      db.schema().dropTable("low");
      db.schema().dropTable("middle");
      db.schema().dropTable("top");
    }
  }

  /** Rows come to reference a key that has gone already; its action leads them where it went. */
  @Test
  void shouldJudgeInTheEndWhatRowsReference() {
    db.schema()
        .createTable(
            pairs("nodes")
                .foreignKey(
                    "up", f -> f.columns("a").references("nodes").onUpdate(ReferenceAction.CASCADE))
                .build());
    Table nodes = db.table("nodes");
    LongColumn n = nodes.longColumn("n");
    LongColumn a = nodes.longColumn("a");
    nodes.insert().set(n, 5).execute();
    nodes.insert().set(n, 7).execute();
    assertThat(nodes.update().add(n, 1).set(a, 5).execute()).isEqualTo(2);
    assertThat(nodes.get().set(n, 6).find().orElseThrow().getLong(a)).isEqualTo(6);
    assertThat(nodes.get().set(n, 8).find().orElseThrow().getLong(a)).isEqualTo(6);
  }

  /** Two foreign keys lead to rows of one table at one level. */
  @Test
  void shouldCountRowsThatFollowByEitherForeignKey() {
    tops(1);
    ReferenceAction along = ReferenceAction.CASCADE;
    for (String name : new String[] {"left", "right"}) {
      db.schema()
          .createTable(
              pairs(name)
                  .foreignKey("up", f -> f.columns("a").references("top").onDelete(along))
                  .build());
      insert(name, 2, 1, 0);
    }
    db.schema()
        .createTable(
            pairs("low")
                .foreignKey("left", f -> f.columns("a").references("left").onDelete(along))
                .foreignKey("right", f -> f.columns("b").references("right").onDelete(along))
                .build());
    Table low = db.table("low");
    for (long row = 0; row < 5; row++) {
      low.insert()
          .set(low.longColumn("n"), row)
          .set(low.longColumn(row < 2 ? "a" : "b"), 2)
          .execute();
    }
    low.insert().set(low.longColumn("n"), 9).execute();
    assertThat(db.table("top").delete().execute()).isOne();
    assertThat(count(low)).isOne();
    assertThat(low.estimatedRowCount()).isOne();
  }

  @Test
  void shouldFindTheRowsOfAllPartitions() {
    tops(1, 2);
    db.schema()
        .createTable(
            pairs("low")
                .partitionBy(Partitioning.range("n", 10))
                .foreignKey(
                    "up", f -> f.columns("a").references("top").onDelete(ReferenceAction.CASCADE))
                .build());
    for (long n = 0; n < 50; n += 5) {
      insert("low", n, 1 + n / 5 % 2, 0);
    }
    Table top = db.table("top");
    assertThat(top.delete().where(top.longColumn("id").eq(1)).execute()).isOne();
    assertThat(count(db.table("low"))).isEqualTo(5);
    assertThat(top.delete().execute()).isOne();
    assertThat(count(db.table("low"))).isZero();
  }

  @Test
  void shouldCountALiveRowBehindOneThatHasExpired() {
    for (ReferenceAction action :
        new ReferenceAction[] {ReferenceAction.RESTRICT, ReferenceAction.NO_ACTION}) {
      tops(1);
      db.schema()
          .createTable(
              pairs("low")
                  .column("due", TIMESTAMP)
                  .expireAt("due")
                  .foreignKey("up", f -> f.columns("a").references("top").onDelete(action))
                  .build());
      Table low = db.table("low");
      for (long n = 0; n < 3; n++) {
        low.insert()
            .set(low.longColumn("n"), n)
            .set(low.longColumn("a"), 1)
            .set(low.timestampColumn("due"), Instant.now().plusSeconds(n == 1 ? 90_000 : -10))
            .execute();
      }
      referenced(() -> db.table("top").delete().execute());
      assertThat(low.delete().execute()).isOne();
      assertThat(db.table("top").delete().execute()).isOne();
      db.schema().dropTable("low");
      db.schema().dropTable("top");
    }
  }

  /** It was found by what it referenced, and led elsewhere while its lock was waited for. */
  @Test
  void shouldLeaveARowThatReferencesAnotherKeyWhenItsLockHasCome() throws Exception {
    create(ReferenceAction.CASCADE, ReferenceAction.NO_ACTION);
    customer(1, "a");
    customer(2, "b");
    order(10, 2L, null);
    LockTable locks = handle().context().transactions().locks();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Transaction first = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(orders.update(first).set(customer, 1).execute()).isOne();
      Future<Long> deleting =
          executor.submit(
              () -> {
                try (Transaction second = db.begin(IsolationLevel.READ_COMMITTED)) {
                  long deleted = customers.delete(second).where(id.eq(2)).execute();
                  second.commit();
                  return deleted;
                }
              });
      while (locks.waiters() == 0 && !deleting.isDone()) {
        Thread.onSpinWait();
      }
      first.commit();
      assertThat(deleting.get(60, TimeUnit.SECONDS)).isOne();
    } finally {
      executor.shutdownNow();
    }
    assertThat(orders()).containsExactly("10:1:null");
  }

  /** What a statement of another transaction comes to that waits for one which then commits. */
  private Throwable waiting(Transaction first, Consumer<Transaction> statement) throws Exception {
    LockTable locks = handle().context().transactions().locks();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Throwable> outcome =
          executor.submit(
              () -> {
                try (Transaction second = db.begin(IsolationLevel.READ_COMMITTED)) {
                  return catchThrowable(() -> statement.accept(second));
                }
              });
      while (locks.waiters() == 0 && !outcome.isDone()) {
        Thread.onSpinWait();
      }
      first.commit();
      return outcome.get(60, TimeUnit.SECONDS);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldLookForAKeyWhenItsLockHasCome() throws Exception {
    create(ReferenceAction.NO_ACTION, ReferenceAction.NO_ACTION);
    customer(1, "a");
    try (Transaction first = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(customers.delete(first).execute()).isOne();
      assertThat(waiting(first, tx -> orders.insert(tx).set(number, 10).set(customer, 1).execute()))
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("references a key that is not there");
    }
  }

  @Test
  void shouldLookForRowsWhenTheLockOfTheirKeyHasCome() throws Exception {
    create(ReferenceAction.NO_ACTION, ReferenceAction.NO_ACTION);
    customer(1, "a");
    try (Transaction first = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(orders.insert(first).set(number, 10).set(customer, 1).execute()).isOne();
      assertThat(waiting(first, tx -> customers.delete(tx).execute()))
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("Rows reference the key");
    }
  }
}
