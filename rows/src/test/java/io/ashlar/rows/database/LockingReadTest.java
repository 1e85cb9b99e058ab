package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Gets and scans for update: what they lock, what they show, what they do not wait for. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class LockingReadTest extends DatabaseTest {

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;
  private StringColumn email;

  LockingReadTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    for (int i = 1; i <= 4; i++) {
      insert(people, i, "n" + i, "e" + i, 10);
    }
  }

  private Transaction impatient() {
    Transaction other = db.begin(IsolationLevel.READ_COMMITTED);
    other.lockTimeout(Duration.ZERO);
    return other;
  }

  private void setAge(long row, long value) {
    try (Transaction other = impatient()) {
      assertThat(people.update(other).where(id.eq(row)).set(age, value).execute()).isEqualTo(1);
      other.commit();
    }
  }

  private boolean locked(long row) {
    try (Transaction other = impatient()) {
      people.get().set(id, row).fetchForUpdate(other);
      return false;
    } catch (LockTimeoutException held) {
      return true;
    }
  }

  @Test
  void shouldLockIndexKeyAndRowWhenReadByUniqueIndexForUpdate() {
    try (Transaction tx = db.begin();
        Transaction other = db.begin()) {
      Get get = people.get("by_email");
      assertThat(get.set(email, "e2").fetchForUpdate(tx)).isTrue();
      assertThat(get.getLong(id)).isEqualTo(2);
      assertThat(locked(2)).isTrue();
      assertThat(locked(1)).isFalse();
      LockTimeoutException held =
          catchThrowableOfType(
              LockTimeoutException.class,
              () -> people.get("by_email").set(email, "e2").fetchForUpdateNoWait(other));
      assertThat(held.facts()).containsKeys("transaction", "lock", "holder");
      assertThat(other.active()).isFalse();
      assertThat(get.set(email, "nobody").fetchForUpdate(tx)).isFalse();
      assertThatThrownBy(() -> insertIn(impatient(), 9, "nobody"))
          .isInstanceOf(LockTimeoutException.class);
    }
    insert(people, 9, "n9", "nobody", 1);
  }

  private void insertIn(Transaction tx, long row, String address) {
    try (tx) {
      long rows =
          people.insert(tx).set(id, row).set(name, "n").set(email, address).set(age, 1).execute();
      assertThat(rows).isEqualTo(1);
      tx.commit();
    }
  }

  @Test
  void shouldLockNothingWhenNoRowCanHaveTheKey() {
    int before = handle().context().transactions().locks().heldRowLocks();
    try (Transaction tx = db.begin()) {
      assertThat(people.get("by_email").setNull(email).fetchForUpdate(tx)).isFalse();
      String tooLong = "x".repeat(10_000);
      assertThat(people.get("by_email").set(email, tooLong).fetchForUpdate(tx)).isFalse();
      assertThat(handle().context().transactions().locks().heldRowLocks()).isEqualTo(before);
      assertThat(people.get().set(id, 77).fetchForUpdate(tx)).isFalse();
      assertThat(locked(77)).isTrue();
    }
  }

  @Test
  void shouldWaitOnlyAsLongAsTheTransactionSays() {
    try (Transaction holder = db.begin();
        Transaction tx = db.begin()) {
      assertThat(people.get().set(id, 1).fetchForUpdate(holder)).isTrue();
      tx.lockTimeout(Duration.ofMillis(20));
      LockTimeoutException timeout =
          catchThrowableOfType(
              LockTimeoutException.class,
              () -> people.update(tx).where(id.eq(1)).set(age, 1).execute());
      assertThat(Long.parseLong(timeout.facts().get("waitedMs"))).isBetween(19L, 400L);
      assertThatThrownBy(() -> tx.lockTimeout(Duration.ZERO)).isInstanceOf(ClosedException.class);
      assertThatThrownBy(() -> holder.lockTimeout(Duration.ofMillis(-1)))
          .isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> holder.lockTimeout(Duration.ofDays(400_000)))
          .isInstanceOf(IllegalUseException.class);
      // Forgotten: the new run, which begins with the lock that was missing, waits for the half
      // second of the options again.
      LockTimeoutException patient = catchThrowableOfType(LockTimeoutException.class, tx::begin);
      assertThat(Long.parseLong(patient.facts().get("waitedMs"))).isGreaterThanOrEqualTo(499);
    }
  }

  @Test
  void shouldNotWaitAtTheNextBeginWhenTheLastRunDidNotWait() {
    try (Transaction holder = db.begin();
        Transaction tx = impatient()) {
      assertThat(people.get().set(id, 1).fetchForUpdate(holder)).isTrue();
      assertThatThrownBy(() -> people.get().set(id, 1).fetchForUpdate(tx))
          .isInstanceOf(LockTimeoutException.class);
      tx.begin();
      assertThat(tx.active()).isTrue();
      assertThat(db.monitor().statistics().lockWaits()).isZero();
    }
  }

  @Test
  void shouldJudgeRowsAgainWhenScannedForUpdateUnderReadCommitted() {
    try (PreparedScan scan = people.scan().where(age.eq(10)).forUpdate().prepare();
        Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
        RowCursor row = scan.open(tx)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(id)).isEqualTo(1);
      assertThat(locked(1)).isTrue();
      assertThat(locked(2)).isFalse();
      setAge(2, 99);
      try (Transaction other = impatient()) {
        assertThat(people.update(other).where(id.eq(3)).set(name, "new").execute()).isEqualTo(1);
        assertThat(people.delete(other).where(id.eq(4)).execute()).isEqualTo(1);
        other.commit();
      }
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(id)).isEqualTo(3);
      assertThat(row.getString(name)).isEqualTo("new");
      assertThat(row.next()).isFalse();
      assertThat(locked(2)).as("met and skipped").isTrue();
      assertThat(locked(4)).as("met and gone").isTrue();
    }
    assertThat(locked(1)).isFalse();
  }

  @Test
  void shouldShowOwnChangesWhenScannedForUpdate() {
    try (PreparedScan scan = people.scan().using("by_name").forUpdate().prepare();
        Transaction tx = db.begin();
        RowCursor row = scan.open(tx)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(id)).isEqualTo(1);
      // Moves the row ahead of the cursor, where it must not be met again.
      assertThat(people.update(tx).where(id.eq(1)).set(name, "n9").execute()).isEqualTo(1);
      assertThat(people.update(tx).where(id.eq(3)).set(age, 77).execute()).isEqualTo(1);
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(id)).isEqualTo(2);
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(age)).isEqualTo(77);
      assertThat(row.version()).isZero();
      assertThat(row.next()).isTrue();
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void shouldConflictWhenScannedForUpdateUnderSnapshot() {
    try (PreparedScan scan = people.scan().where(age.eq(10)).forUpdate().prepare();
        Transaction tx = db.begin(IsolationLevel.SNAPSHOT);
        RowCursor row = scan.open(tx)) {
      assertThat(row.next()).isTrue();
      setAge(2, 99);
      assertThatThrownBy(row::next).isInstanceOf(WriteConflictException.class);
      assertThat(tx.active()).isFalse();
      assertThat(locked(1)).isFalse();
      assertThatThrownBy(row::next).isInstanceOf(ClosedException.class);
    }
  }

  @Test
  void shouldLockBeforeTheViewWhenThePredicateFixesTheKey() {
    try (PreparedScan scan = people.scan().where(id.eq(parameter(0))).forUpdate().prepare();
        Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      try (RowCursor row = scan.bind(0, 2).open(tx)) {
        setAge(2, 55);
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(age)).isEqualTo(55);
        assertThat(row.next()).isFalse();
      }
      try (RowCursor row = scan.bind(0, 66).open(tx)) {
        assertThat(row.next()).isFalse();
      }
      assertThat(locked(66)).isTrue();
    }
  }

  @Test
  void shouldTellVersionsAndLockRowsWhenTheIndexWouldCover() {
    try (PreparedScan scan =
            people
                .scan()
                .where(name.atLeast("n2"))
                .using("by_name")
                .select(name)
                .limit(2)
                .forUpdateNoWait()
                .prepare();
        Transaction tx = db.begin();
        RowCursor row = scan.open(tx)) {
      assertThat(scan.explain()).contains("covering").contains("lock the row without waiting");
      assertThat(row.next()).isTrue();
      assertThat(row.version()).isPositive();
      assertThatThrownBy(() -> row.getLong(age)).isInstanceOf(IllegalUseException.class);
      assertThat(row.next()).isTrue();
      assertThat(row.next()).isFalse();
      assertThat(locked(3)).isTrue();
      assertThat(locked(4)).as("beyond the limit").isFalse();
    }
  }

  @Test
  void shouldNotWaitWhenAScannedRowIsHeld() {
    try (Transaction holder = db.begin();
        PreparedScan scan = people.scan().forUpdateNoWait().prepare();
        Transaction tx = db.begin();
        RowCursor row = scan.open(tx)) {
      assertThat(people.get().set(id, 2).fetchForUpdateNoWait(holder)).isTrue();
      assertThat(row.next()).isTrue();
      LockTimeoutException held = catchThrowableOfType(LockTimeoutException.class, row::next);
      assertThat(held.facts()).doesNotContainKey("waitedMs");
      assertThat(tx.active()).isFalse();
      assertThat(locked(1)).isFalse();
    }
    assertThat(db.monitor().statistics().lockTimeouts()).isEqualTo(1);
    assertThat(db.monitor().statistics().lockWaits()).isZero();
  }

  @Test
  void shouldRefuseForUpdateWhenTheTransactionOnlyReads() {
    try (PreparedScan scan = people.scan().forUpdate().prepare();
        ReadTransaction view = db.beginRead()) {
      assertThatThrownBy(() -> scan.open(view)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> people.scan().forUpdate().forUpdateNoWait())
          .isInstanceOf(IllegalUseException.class);
      try (Transaction tx = db.begin();
          RowCursor row = scan.open(tx)) {
        assertThat(row.next()).isTrue();
      }
    }
  }
}
