package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionLimits;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
class TransactionTest extends DatabaseTest {

  TransactionTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldKeepNothingWhenRolledBack() {
    Table people = people();
    try (Transaction tx = db.begin()) {
      put(people, tx, 1, "Abe");
      tx.rollback();
      assertThat(tx.active()).isFalse();
      tx.rollback();
    }
    try (Transaction tx = db.begin()) {
      put(people, tx, 2, "Bea");
    }
    assertThat(StoredRows.all(handle(), people)).isEmpty();
  }

  @Test
  void shouldRunAgainWhenBegunAfterItsEnd() {
    Table people = people();
    try (Transaction tx = db.begin()) {
      for (int i = 0; i < 10; i++) {
        put(people, tx, i, "n" + i);
        assertThat(tx.commit(Durability.NONE)).isPositive();
        assertThatThrownBy(() -> put(people, tx, 99, "x")).isInstanceOf(ClosedException.class);
        tx.begin();
        assertThatThrownBy(tx::begin).isInstanceOf(IllegalUseException.class);
      }
    }
    assertThat(StoredRows.all(handle(), people)).hasSize(10);
  }

  @Test
  void shouldUndoRowsAndEntriesWhenRolledBackToSavepoint() {
    Table people = people();
    try (Transaction tx = db.begin()) {
      put(people, tx, 1, "Abe");
      long savepoint = tx.savepoint();
      put(people, tx, 2, "Bea");
      people
          .upsert(tx)
          .set(people.longColumn("id"), 1)
          .set(people.stringColumn("name"), "Zoe")
          .execute();
      tx.rollbackTo(savepoint);
      put(people, tx, 3, "Cid");
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people)).extracting("name").containsExactly("Abe", "Cid");
  }

  @Test
  void shouldConflictWhenRowChangedAfterSnapshot() {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      assertThat(tx.readTimestamp()).isPositive();
      insertAge(people, null, 1, 31);
      assertThatThrownBy(() -> insertAge(people, tx, 1, 32))
          .isInstanceOf(WriteConflictException.class);
      assertThat(tx.active()).isFalse();
    }
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(tx.readTimestamp()).isPositive();
      insertAge(people, null, 1, 33);
      insertAge(people, tx, 1, 34);
      tx.commit();
    }
    assertThat(StoredRows.all(handle(), people)).extracting("age").containsExactly(34L);
  }

  @Test
  void shouldRefuseWhenTransactIsNested() {
    Table people = people();
    assertThatThrownBy(() -> db.transact(outer -> db.transact(inner -> {})))
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> db.transact(outer -> insert(people, 1, "Abe", null, 1)))
        .isInstanceOf(IllegalUseException.class);
    assertThat(StoredRows.all(handle(), people)).isEmpty();
  }

  @Test
  void shouldPassExceptionThroughWhenBodyThrows() {
    Table people = people();
    assertThatThrownBy(
            () ->
                db.transactChecked(
                    IsolationLevel.SNAPSHOT,
                    TransactionLimits.none(),
                    tx -> {
                      put(people, tx, 1, "Abe");
                      throw new IOException("of the body");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(StoredRows.all(handle(), people)).isEmpty();
  }

  @Test
  void shouldRunAgainWhenBodyLostAgainstAnother() {
    Table people = people();
    insert(people, 1, "Abe", null, 30);
    AtomicInteger runs = new AtomicInteger();
    Integer result =
        db.transact(
            IsolationLevel.SNAPSHOT,
            tx -> {
              assertThat(tx.readTimestamp()).isPositive();
              if (runs.incrementAndGet() == 1) {
                Thread other = new Thread(() -> insertAge(people, null, 1, 31));
                other.start();
                join(other);
              }
              insertAge(people, tx, 1, 32);
              return runs.get();
            });
    assertThat(result).isEqualTo(2);
    assertThat(StoredRows.all(handle(), people)).extracting("age").containsExactly(32L);
  }

  @Test
  void shouldRefuseWritesWhenTransactionOnlyReads() {
    Table people = people();
    try (ReadTransaction reader = db.beginRead()) {
      assertThat(reader).isNotInstanceOf(Transaction.class);
      assertThat(reader.active()).isTrue();
      insert(people, 1, "Abe", null, 30);
      assertThat(StoredRows.all(reader, people)).isEmpty();
    }
    try (ReadTransaction reader = db.beginReadDurable()) {
      assertThat(StoredRows.all(reader, people)).hasSize(1);
    }
  }

  @Test
  void shouldEndEverythingWhenDatabaseCloses() {
    Table people = people();
    Transaction open = db.begin();
    put(people, open, 1, "Abe");
    ReadTransaction reader = db.beginRead();
    Insert insert = people.insert();
    db.close();
    db.close();
    assertThatThrownBy(() -> put(people, open, 2, "Bea")).isInstanceOf(ClosedException.class);
    assertThatThrownBy(open::commit).isInstanceOf(ClosedException.class);
    assertThatThrownBy(open::begin).isInstanceOf(ClosedException.class);
    assertThatThrownBy(reader::readTimestamp).isInstanceOf(ClosedException.class);
    assertThatThrownBy(insert::execute).isInstanceOf(ClosedException.class);
    assertThatThrownBy(db::begin).isInstanceOf(ClosedException.class);
    assertThatThrownBy(db::beginRead).isInstanceOf(ClosedException.class);
    assertThatThrownBy(db.schema()::tables).isInstanceOf(ClosedException.class);
    assertThatThrownBy(db.maintenance()::verify).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.schema().createTable(PEOPLE)).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.transact(tx -> {})).isInstanceOf(ClosedException.class);
    open.rollback();
    open.close();
    reader.close();
  }

  private static void put(Table people, Transaction tx, long id, String name) {
    long rows =
        people
            .insert(tx)
            .set(people.longColumn("id"), id)
            .set(people.stringColumn("name"), name)
            .execute();
    assertThat(rows).isEqualTo(1);
  }

  private static void insertAge(Table people, Transaction tx, long id, long age) {
    Insert upsert = tx == null ? people.upsert() : people.upsert(tx);
    upsert.set(people.longColumn("id"), id).set(people.longColumn("age"), age).execute();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
