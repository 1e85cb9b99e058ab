package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions and handles in the wrong hands: kept too long, shared, or of another database. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class StaleTransactionTest extends DatabaseTest {

  StaleTransactionTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldRefuseEveryUseWhenTransactionOutlivesItsBody() {
    Table people = people();
    AtomicReference<Transaction> kept = new AtomicReference<>();
    db.transact(
        tx -> {
          kept.set(tx);
          people.delete(tx).execute();
        });
    Transaction stale = kept.get();
    db.transact(
        other -> {
          assertThat(stale.active()).isFalse();
          assertThatThrownBy(() -> people.delete(stale).execute())
              .isInstanceOf(ClosedException.class);
          assertThatThrownBy(stale::commit).isInstanceOf(ClosedException.class);
          assertThatThrownBy(stale::begin).isInstanceOf(ClosedException.class);
          assertThatThrownBy(stale::savepoint).isInstanceOf(ClosedException.class);
          assertThatThrownBy(stale::readTimestamp).isInstanceOf(ClosedException.class);
          stale.rollback();
          stale.close();
          assertThat(other.active()).isTrue();
          people
              .insert(other)
              .set(people.longColumn("id"), 1)
              .set(people.stringColumn("name"), "Abe")
              .execute();
        });
    assertThat(StoredRows.all(handle(), people)).hasSize(1);
  }

  @Test
  void shouldRefuseStatementWhenAnotherThreadIsInsideOne() throws Exception {
    Table people = people();
    LongColumn id = people.longColumn("id");
    LongColumn age = people.longColumn("age");
    insert(people, 1, "Abe", null, 1);
    try (Transaction holder = db.begin(IsolationLevel.READ_COMMITTED);
        Transaction shared = db.begin(IsolationLevel.READ_COMMITTED)) {
      people.update(holder).where(id.eq(1)).set(age, 2).execute();
      FutureTask<Long> inside =
          new FutureTask<>(() -> people.update(shared).where(id.eq(1)).add(age, 10).execute());
      Thread waiter = new Thread(inside, "waits-for-the-row-lock");
      waiter.start();
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        assertThat(inside.isDone()).isFalse();
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> people.update(shared).where(id.eq(1)).set(age, 3).execute())
          .isInstanceOf(IllegalUseException.class)
          .hasMessageStartingWith("The transaction is in use by another thread.");
      holder.commit();
      assertThat(inside.get(120, TimeUnit.SECONDS)).isEqualTo(1);
      shared.commit();
    }
    assertThat(StoredRows.all(handle(), people)).extracting("age").containsExactly(12L);
  }

  @Test
  void shouldEndTheCallInsideWhenTheOwnerCloses() throws Exception {
    Table people = people();
    LongColumn id = people.longColumn("id");
    LongColumn age = people.longColumn("age");
    insert(people, 1, "Abe", null, 1);
    insert(people, 2, "Bea", null, 1);
    Transaction shared = db.begin(IsolationLevel.READ_COMMITTED);
    try (Transaction holder = db.begin(IsolationLevel.READ_COMMITTED)) {
      people.update(holder).where(id.eq(1)).set(age, 2).execute();
      people.update(shared).where(id.eq(2)).set(age, 2).execute();
      FutureTask<Long> inside =
          new FutureTask<>(() -> people.update(shared).where(id.eq(1)).add(age, 10).execute());
      Thread waiter = new Thread(inside, "waits-for-the-row-lock");
      waiter.start();
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        assertThat(inside.isDone()).isFalse();
        Thread.onSpinWait();
      }
      shared.close();
      assertThat(shared.active()).isFalse();
      assertThatThrownBy(() -> inside.get(120, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ClosedException.class);
      holder.commit();
    }
    assertThat(handle().context().transactions().locks().idle()).isTrue();
    assertThat(StoredRows.all(handle(), people)).extracting("age").containsExactly(2L, 1L);
  }

  @Test
  void shouldRefuseACursorOverPartitionsWhenItsTransactionHasBegunAgain() {
    Table table =
        db.schema()
            .createTable(
                TableSchema.named("parts")
                    .column("shard", ColumnType.LONG)
                    .column("id", ColumnType.LONG)
                    .primaryKey("shard", "id")
                    .partitionBy(Partitioning.list("shard"))
                    .build());
    LongColumn shard = table.longColumn("shard");
    table.insert().set(shard, 1).set(table.longColumn("id"), 1).execute();
    for (boolean moved : new boolean[] {false, true}) {
      try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
          PreparedScan scan = table.scan().where(shard.in(1, 2)).prepare();
          RowCursor rows = scan.open(tx)) {
        assertThat(moved && !rows.next()).isFalse();
        tx.rollback();
        tx.begin();
        assertThatThrownBy(rows::next).isInstanceOf(ClosedException.class);
      }
    }
  }

  @Test
  void shouldStayWholeWhenTwoThreadsRaceInOneTransaction() throws Exception {
    Table people = people();
    LongColumn id = people.longColumn("id");
    StringColumn name = people.stringColumn("name");
    for (long i = 0; i < 200; i++) {
      insert(people, i, "n" + i, "e" + i, i);
    }
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      CyclicBarrier barrier = new CyclicBarrier(2);
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int who = t;
        results.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 30; round++) {
                    barrier.await();
                    try {
                      people.update(tx).where(id.lessThan(200)).set(name, who + "x").execute();
                    } catch (IllegalUseException e) {
                      assertThat(e)
                          .hasMessageStartingWith("The transaction is in use by another thread.");
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : results) {
        each.get(120, TimeUnit.SECONDS);
      }
      threads.shutdown();
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people)).extracting("name").hasSize(200);
    assertThat(StoredRows.all(handle(), people).stream().map(row -> row.get("name")).distinct())
        .hasSize(1);
  }

  @Test
  void shouldGoOnWhenTransactionIsHandedToAnotherThread() throws Exception {
    Table people = people();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Transaction tx = db.begin()) {
      for (long i = 0; i < 20; i++) {
        long key = i;
        threads
            .submit(
                () ->
                    people
                        .insert(tx)
                        .set(people.longColumn("id"), key)
                        .set(people.stringColumn("name"), "x")
                        .execute())
            .get(120, TimeUnit.SECONDS);
      }
      tx.commit();
    }
    threads.shutdown();
    assertThat(StoredRows.all(handle(), people)).hasSize(20);
  }

  @Test
  void shouldRefuseColumnWhenItsTypeIsThatOfAnotherDatabase() {
    Table people = people();
    insert(people, 1, "Abe", null, 1);
    TableSchema alike =
        TableSchema.named("people")
            .column("id", ColumnType.LONG)
            .column("name", ColumnType.LONG)
            .column("email", ColumnType.decimal(20, 2))
            .column("age", ColumnType.STRING)
            .primaryKey("id")
            .build();
    try (Database other = Databases.inMemory(Options.defaults())) {
      Table foreign = other.schema().createTable(alike);
      assertThatThrownBy(() -> people.insert().set(foreign.longColumn("name"), 1))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> people.update().set(foreign.stringColumn("age"), "x"))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> people.update().add(foreign.longColumn("name"), 1))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(
              () ->
                  people
                      .get()
                      .set(people.longColumn("id"), 1)
                      .find()
                      .orElseThrow()
                      .getLong(foreign.longColumn("name")))
          .isInstanceOf(SchemaException.class);
    }
  }
}
