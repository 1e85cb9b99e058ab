package io.ashlar.txn;

import static io.ashlar.txn.Fixture.delete;
import static io.ashlar.txn.Fixture.key;
import static io.ashlar.txn.Fixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The interleavings that a serializable transaction must and must not survive; run on each store.
 * Key 1000 is what the transaction under judgement writes. Long because each interleaving is a test
 * of its own, and one suite holds them all for each store.
 */
@Timeout(300)
abstract class SerializableContract {

  private static final long OWN = 1_000;

  private Fixture db;
  private StoreTransaction judged;

  abstract VersionedStore openStore();

  @BeforeEach
  void open() {
    TransactionOptions options =
        TransactionOptions.defaults().withLockTimeout(Duration.ofSeconds(5)).withSeed(11);
    db = new Fixture(openStore(), options);
    for (long key = 10; key <= 50; key += 10) {
      db.commit(key, key);
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private void begin() {
    judged = db.begin(IsolationLevel.SERIALIZABLE);
  }

  private void writeOwn() {
    put(judged, OWN, 1);
  }

  private void mustConflict() {
    writeOwn();
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
    assertThat(judged.active()).isFalse();
    assertThat(db.read(OWN)).isNull();
  }

  private void mustCommit() {
    writeOwn();
    judged.commit();
    assertThat(db.read(OWN)).isEqualTo(1);
  }

  /** A cursor on the keys from one to another, exclusive. */
  private TransactionCursor range(long lower, long upper) {
    TransactionCursor cursor = judged.borrowCursor();
    cursor.open(key(lower), 0, 12, key(upper), 0, 12);
    return cursor;
  }

  private String scan(long lower, long upper) {
    TransactionCursor cursor = range(lower, upper);
    String rows = Fixture.scan(cursor);
    cursor.giveBack(judged.id());
    return rows;
  }

  @Test
  void shouldCommitWhenNothingReadWasChanged() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    assertThat(scan(30, 45)).isEqualTo("30=30 40=40");
    db.commit(20, 21);
    db.commit(45, 45);
    db.commitDelete(50);
    mustCommit();
  }

  @Test
  void shouldConflictWhenAReadKeyWasUpdated() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    db.commit(10, 11);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAReadKeyWasDeleted() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    db.commitDelete(10);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAReadKeyWasDeletedAndInsertedAgain() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    db.commitDelete(10);
    db.commit(10, 10);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAnAbsentKeyWasInserted() {
    begin();
    assertThat(db.get(judged, 15)).isNull();
    db.commit(15, 15);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAnAbsentKeyCameAndWent() {
    begin();
    assertThat(db.get(judged, 15)).isNull();
    db.commit(15, 15);
    db.commitDelete(15);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAKeyInAReadRangeWasDeleted() {
    begin();
    assertThat(scan(15, 45)).isEqualTo("20=20 30=30 40=40");
    db.commitDelete(30);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAKeyInAReadRangeWasUpdated() {
    begin();
    assertThat(scan(15, 45)).isEqualTo("20=20 30=30 40=40");
    db.commit(40, 41);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAPhantomCameIntoAnEmptyRange() {
    begin();
    assertThat(scan(31, 39)).isEmpty();
    db.commit(35, 35);
    mustConflict();
  }

  @Test
  void shouldConflictWhenAPhantomCameAndWentInAnEmptyRange() {
    begin();
    assertThat(scan(31, 39)).isEmpty();
    db.commit(35, 35);
    db.commitDelete(35);
    mustConflict();
  }

  @Test
  void shouldTakeBoundsAsTheyAre() {
    begin();
    assertThat(scan(20, 40)).isEqualTo("20=20 30=30");
    db.commit(40, 41);
    db.commit(19, 19);
    mustCommit();
    begin();
    assertThat(scan(20, 40)).isEqualTo("20=20 30=30");
    db.commit(20, 21);
    put(judged, OWN, 2);
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldNotMindWhatLiesBehindTheStopOfAScan() {
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.first()).isTrue();
    assertThat(cursor.next()).isTrue();
    assertThat(Fixture.current(cursor)).isEqualTo("20=20");
    cursor.giveBack(judged.id());
    db.commit(21, 21);
    db.commit(50, 51);
    db.commit(4, 4);
    mustCommit();
  }

  @Test
  void shouldConflictBeforeTheStopOfAScan() {
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.first()).isTrue();
    assertThat(cursor.next()).isTrue();
    cursor.giveBack(judged.id());
    db.commit(15, 15);
    mustConflict();
  }

  @Test
  void shouldConflictAtTheKeyWhereAScanStopped() {
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.first()).isTrue();
    assertThat(cursor.next()).isTrue();
    cursor.giveBack(judged.id());
    db.commit(20, 21);
    mustConflict();
  }

  @Test
  void shouldJudgeAScanThatIsStillOpenAtCommit() {
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.seek(key(15), 0, 12)).isTrue();
    assertThat(cursor.next()).isTrue();
    db.commit(12, 12);
    db.commit(35, 35);
    mustCommit();
    begin();
    cursor = range(5, 100);
    assertThat(cursor.seek(key(15), 0, 12)).isTrue();
    assertThat(cursor.next()).isTrue();
    db.commit(25, 25);
    put(judged, OWN, 2);
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldTurnRoundWhenAScanIsReversed() {
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.last()).isTrue();
    assertThat(cursor.previous()).isTrue();
    assertThat(Fixture.current(cursor)).isEqualTo("40=40");
    cursor.giveBack(judged.id());
    db.commit(39, 39);
    db.commit(10, 11);
    mustCommit();
  }

  @Test
  void shouldConflictWhenAReverseScanHasPassedTheKey() {
    for (long changed : new long[] {40, 45, 99}) {
      begin();
      TransactionCursor cursor = range(5, 100);
      assertThat(cursor.last()).isTrue();
      assertThat(cursor.previous()).isTrue();
      cursor.giveBack(judged.id());
      db.commit(changed, 1);
      writeOwn();
      assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
      db.commit(40, 40);
      db.commitDelete(45);
      db.commitDelete(99);
    }
  }

  @Test
  void shouldRecordBothWaysWhenTheDirectionTurns() {
    for (long changed : new long[] {15, 25, 30}) {
      begin();
      TransactionCursor cursor = range(5, 100);
      assertThat(cursor.seek(key(20), 0, 12)).isTrue();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.previous()).isTrue();
      assertThat(cursor.previous()).isTrue();
      assertThat(Fixture.current(cursor)).isEqualTo("10=10");
      cursor.giveBack(judged.id());
      db.commit(changed, changed);
      writeOwn();
      assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
      db.commitDelete(15);
      db.commitDelete(25);
    }
    begin();
    TransactionCursor cursor = range(5, 100);
    assertThat(cursor.seekBefore(key(30), 0, 12)).isTrue();
    assertThat(cursor.next()).isTrue();
    assertThat(Fixture.current(cursor)).isEqualTo("30=30");
    db.commit(19, 19);
    db.commit(31, 31);
    mustCommit();
  }

  @Test
  void shouldRecordAScanOverOwnWrites() {
    begin();
    put(judged, 33, 33);
    delete(judged, 40);
    assertThat(scan(31, 45)).isEqualTo("33=33");
    db.commit(44, 44);
    mustConflict();
  }

  @Test
  void shouldRecordUpToAnOwnWriteWhenTheScanStopsThere() {
    begin();
    put(judged, 33, 33);
    TransactionCursor cursor = range(31, 45);
    assertThat(cursor.first()).isTrue();
    assertThat(Fixture.current(cursor)).isEqualTo("33=33");
    db.commit(40, 41);
    mustCommit();
    begin();
    put(judged, 34, 34);
    cursor = range(31, 45);
    assertThat(cursor.first()).isTrue();
    db.commit(32, 32);
    writeOwn();
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldRememberWhatWasReadBeforeARollbackToASavepoint() {
    begin();
    long savepoint = judged.savepoint();
    put(judged, 33, 33);
    TransactionCursor cursor = range(31, 45);
    assertThat(cursor.first()).isTrue();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    judged.rollbackTo(savepoint);
    db.commit(32, 32);
    mustConflict();
  }

  @Test
  void shouldRecordALockedReadOfARowThatIsNotWritten() {
    begin();
    assertThat(db.getLocked(judged, 10)).isEqualTo(10);
    // Against all rules, without the row's lock.
    StoreTransaction unlocked = db.begin(IsolationLevel.SNAPSHOT);
    put(unlocked, 10, 11);
    unlocked.commit();
    mustConflict();
  }

  @Test
  void shouldRecordAKeyThatIsPassedOver() {
    for (boolean changes : new boolean[] {true, false}) {
      begin();
      StoreTransaction holder = db.begin(IsolationLevel.READ_COMMITTED);
      assertThat(db.getLocked(holder, 10)).isNotNull();
      assertThat(db.tryGetLocked(judged, 10)).isEqualTo(StoreWriter.HELD);
      assertThat(db.tryGetLocked(judged, 12)).isNull();
      if (changes) {
        put(holder, 10, 11);
        holder.commit();
        mustConflict();
      } else {
        holder.rollback();
        mustCommit();
      }
    }
  }

  @Test
  void shouldRefuseTheSecondUpdaterAsSnapshotDoes() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    db.commit(10, 11);
    assertThatThrownBy(() -> db.getLocked(judged, 10)).isInstanceOf(WriteConflictException.class);
  }

  @Test
  void shouldRefuseWriteSkewOnKeys() {
    begin();
    StoreTransaction other = db.begin(IsolationLevel.SERIALIZABLE);
    assertThat(db.get(judged, 10) + db.get(judged, 20)).isEqualTo(30);
    assertThat(db.get(other, 10) + db.get(other, 20)).isEqualTo(30);
    db.getLocked(judged, 10);
    put(judged, 10, -20);
    db.getLocked(other, 20);
    put(other, 20, -10);
    other.commit();
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
    assertThat(db.read(10) + db.read(20)).isEqualTo(0);
  }

  @Test
  void shouldRefuseWriteSkewOnPredicates() {
    begin();
    StoreTransaction other = db.begin(IsolationLevel.SERIALIZABLE);
    TransactionCursor theirs = other.borrowCursor();
    theirs.open(key(60), 0, 12, key(70), 0, 12);
    assertThat(theirs.first()).isFalse();
    assertThat(scan(60, 70)).isEmpty();
    put(judged, 61, 1);
    put(other, 62, 1);
    judged.commit();
    assertThatThrownBy(other::commit).isInstanceOf(SerializationConflictException.class);
    assertThat(db.read(62)).isNull();
  }

  @Test
  void shouldConflictWhateverTheLevelOfTheOther() {
    for (IsolationLevel level : IsolationLevel.values()) {
      begin();
      assertThat(scan(60, 70)).isEmpty();
      StoreTransaction other = db.begin(level);
      db.getLocked(other, 65);
      put(other, 65, 1);
      other.commit();
      writeOwn();
      assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
      db.commitDelete(65);
    }
  }

  @Test
  void shouldCommitUnjudgedWhenNothingWasWritten() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    assertThat(scan(0, 100)).hasSize(29);
    long view = judged.readTimestamp();
    db.commit(10, 11);
    assertThat(judged.commit()).isEqualTo(view);
  }

  @Test
  void shouldNeverRefuseAReadOnlyTransaction() {
    StoreTransaction reader = db.transactions.newTransaction();
    db.made.add(reader);
    reader.beginRead(Freshness.ACKNOWLEDGED);
    assertThat(db.get(reader, 10)).isEqualTo(10);
    TransactionCursor cursor = reader.borrowCursor();
    Fixture.open(cursor);
    assertThat(cursor.first()).isTrue();
    db.commit(10, 11);
    db.commitDelete(20);
    assertThat(Fixture.scan(cursor)).isEqualTo("10=10 20=20 30=30 40=40 50=50");
    assertThat(reader.commit()).isEqualTo(reader.gate().state().views().newestRead());
  }

  @Test
  void shouldStartAnewWhenTheObjectIsUsedAgain() {
    begin();
    assertThat(db.get(judged, 10)).isEqualTo(10);
    assertThat(scan(20, 40)).isEqualTo("20=20 30=30");
    judged.rollback();
    judged.begin(IsolationLevel.SERIALIZABLE, Durability.GROUP);
    assertThat(db.get(judged, 50)).isEqualTo(50);
    db.commit(10, 11);
    db.commit(30, 31);
    mustCommit();
  }

  @Test
  void shouldRetryWhenABodyWasRefused() {
    AtomicInteger runs = new AtomicInteger();
    Long sum =
        db.transactions.transact(
            IsolationLevel.SERIALIZABLE,
            Durability.GROUP,
            transaction -> {
              long seen = db.get(transaction, 10);
              if (runs.incrementAndGet() == 1) {
                db.commit(10, 11);
              }
              put(transaction, OWN, seen);
              return seen;
            });
    assertThat(runs).hasValue(2);
    assertThat(sum).isEqualTo(11);
    assertThat(db.read(OWN)).isEqualTo(11);
  }

  @Test
  void shouldJudgeByHullsWhenMoreRangesWereReadThanAreKept() {
    begin();
    for (long key = 2_000; key < 2_000 + 2 * 5_000; key += 2) {
      assertThat(scan(key, key + 1)).isEmpty();
    }
    db.commit(500, 1);
    db.commit(20_000, 1);
    mustCommit();
    begin();
    for (long key = 2_000; key < 2_000 + 2 * 5_000; key += 2) {
      assertThat(scan(key, key + 1)).isEmpty();
    }
    db.commit(2_400, 1);
    put(judged, OWN, 2);
    assertThatThrownBy(judged::commit).isInstanceOf(SerializationConflictException.class);
  }
}
