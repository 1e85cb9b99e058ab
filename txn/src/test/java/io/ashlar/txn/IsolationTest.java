package io.ashlar.txn;

import static io.ashlar.txn.Fixture.delete;
import static io.ashlar.txn.Fixture.key;
import static io.ashlar.txn.Fixture.open;
import static io.ashlar.txn.Fixture.put;
import static io.ashlar.txn.Fixture.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class IsolationTest {

  private final Fixture db = new Fixture();

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldRefuseTheSecondUpdaterWhenBothReadUnderSnapshot() {
    db.commit(1, 10);
    StoreTransaction first = db.begin(IsolationLevel.SNAPSHOT);
    StoreTransaction second = db.begin(IsolationLevel.SNAPSHOT);
    assertThat(db.get(first, 1)).isEqualTo(10);
    assertThat(db.get(second, 1)).isEqualTo(10);
    db.getLocked(first, 1);
    put(first, 1, 11);
    first.commit();
    assertThatThrownBy(() -> db.getLocked(second, 1)).isInstanceOf(WriteConflictException.class);
    assertThat(second.active()).isFalse();
    assertThatThrownBy(() -> db.get(second, 1)).isInstanceOf(ClosedException.class);
    assertThat(db.read(1)).isEqualTo(11);
  }

  @Test
  void shouldRefuseTheInsertWhenTheKeyCameAndWentAfterTheView() {
    StoreTransaction first = db.begin(IsolationLevel.SNAPSHOT);
    assertThat(db.get(first, 1)).isNull();
    db.commit(1, 10);
    db.commitDelete(1);
    assertThatThrownBy(
            () -> {
              db.getLocked(first, 1);
              put(first, 1, 11);
              first.commit();
            })
        .isInstanceOf(WriteConflictException.class);
    assertThat(db.read(1)).isNull();
  }

  @Test
  void shouldKeepTheViewWhenOthersCommitUnderSnapshot() {
    db.commit(1, 10);
    StoreTransaction reader = db.begin(IsolationLevel.SNAPSHOT);
    assertThat(db.get(reader, 1)).isEqualTo(10);
    db.commit(1, 11);
    db.commit(2, 20);
    reader.startStatement();
    assertThat(db.get(reader, 1)).isEqualTo(10);
    assertThat(db.get(reader, 2)).isNull();
    reader.commit();
  }

  @Test
  void shouldSeeOneStateInEachStatementWhenReadCommitted() {
    db.commit(1, 10);
    StoreTransaction reader = db.begin(IsolationLevel.READ_COMMITTED);
    reader.startStatement();
    assertThat(db.get(reader, 1)).isEqualTo(10);
    TransactionCursor cursor = reader.newCursor();
    open(cursor);
    db.commit(1, 11);
    db.commit(2, 20);
    assertThat(db.get(reader, 1)).isEqualTo(10);
    assertThat(db.getLocked(reader, 2)).isEqualTo(20);
    reader.startStatement();
    assertThat(db.get(reader, 1)).isEqualTo(11);
    assertThat(scan(cursor)).isEqualTo("1=10");
    open(cursor);
    assertThat(scan(cursor)).isEqualTo("1=11 2=20");
    reader.commit();
  }

  @Test
  void shouldCommitWhenALockedRowWasReadLongAgoUnderReadCommitted() {
    db.commit(1, 10);
    StoreTransaction writer = db.begin(IsolationLevel.READ_COMMITTED);
    assertThat(db.getLocked(writer, 1)).isEqualTo(10);
    put(writer, 1, 11);
    for (int i = 0; i < 50; i++) {
      db.commit(2, i);
      writer.startStatement();
      assertThat(db.get(writer, 2)).isEqualTo(i);
    }
    assertThat(db.getLocked(writer, 2)).isEqualTo(49);
    put(writer, 2, 100);
    writer.commit();
    assertThat(db.read(1)).isEqualTo(11);
    assertThat(db.read(2)).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldRefuseTheCommitWhenACheckedKeyWasChanged(IsolationLevel isolation) {
    db.commit(1, 10);
    StoreTransaction checker = db.begin(isolation);
    checker.check(key(1), 0, 12);
    put(checker, 5, 50);
    db.commit(1, 11);
    checker.startStatement();
    assertThat(db.get(checker, 5)).isEqualTo(50);
    checker.check(key(1), 0, 12);
    assertThatThrownBy(checker::commit).isInstanceOf(WriteConflictException.class);
    assertThat(db.read(5)).isNull();
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldReadItsOwnWrites(IsolationLevel isolation) {
    db.commit(1, 10);
    db.commit(2, 20);
    db.commit(3, 30);
    StoreTransaction writer = db.begin(isolation);
    put(writer, 2, 21);
    delete(writer, 3);
    put(writer, 4, 40);
    assertThat(db.get(writer, 2)).isEqualTo(21);
    assertThat(db.get(writer, 3)).isNull();
    assertThat(db.getLocked(writer, 4)).isEqualTo(40);
    TransactionCursor cursor = writer.newCursor();
    open(cursor);
    put(writer, 5, 50);
    assertThat(scan(cursor)).isEqualTo("1=10 2=21 4=40");
    long savepoint = writer.savepoint();
    put(writer, 2, 22);
    writer.rollbackTo(savepoint);
    assertThat(db.get(writer, 2)).isEqualTo(21);
    writer.commit();
    assertThat(db.read(2)).isEqualTo(21);
    assertThat(db.read(3)).isNull();
    assertThat(db.read(5)).isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldCountExactlyWhenSixteenThreadsIncrement(IsolationLevel isolation) throws Exception {
    int threads = 16;
    int rounds = 60;
    List<Thread> running = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  db.transactions.transact(isolation, Durability.GROUP, this::increment);
                }
              });
      thread.setUncaughtExceptionHandler(
          (which, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      running.add(thread);
      thread.start();
    }
    for (Thread each : running) {
      each.join();
    }
    assertThat(failures).isEmpty();
    assertThat(db.read(1)).isEqualTo((long) threads * rounds);
  }

  private Object increment(StoreTransaction transaction) {
    Long seen = db.get(transaction, 1);
    Long locked = db.getLocked(transaction, 1);
    if (transaction.isolation() == IsolationLevel.SNAPSHOT) {
      assertThat(locked).isEqualTo(seen);
    }
    put(transaction, 1, locked == null ? 1 : locked + 1);
    return transaction;
  }
}
