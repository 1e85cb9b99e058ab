package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.page.Budget;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Gets and scans for update that pass over what others have locked. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class SkipLockedTest extends DatabaseTest {

  private static final long ROWS = 6;

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;
  private StringColumn email;

  SkipLockedTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    for (long i = 1; i <= ROWS; i++) {
      insert(people, i, "n" + i, "e" + i, 100 - i);
    }
  }

  private Transaction holding(long... rows) {
    Transaction holder = db.begin(IsolationLevel.READ_COMMITTED);
    for (long row : rows) {
      assertThat(people.get().set(id, row).fetchForUpdate(holder)).isTrue();
    }
    return holder;
  }

  private List<Long> taken(Transaction tx, UnaryOperator<Scan> shape) {
    try (PreparedScan scan = shape.apply(people.scan()).forUpdateSkipLocked().prepare();
        RowCursor row = scan.open(tx)) {
      return rest(row);
    }
  }

  private List<Long> rest(RowCursor row) {
    List<Long> rows = new ArrayList<>();
    while (row.next()) {
      rows.add(row.getLong(id));
    }
    return rows;
  }

  private boolean held(long row) {
    try (Transaction other = db.begin()) {
      return !people.get().set(id, row).fetchForUpdateSkipLocked(other);
    }
  }

  private void setAge(Transaction tx, long row, long value) {
    assertThat(people.update(tx).where(id.eq(row)).set(age, value).execute()).isEqualTo(1);
  }

  private void setAge(long row, long value) {
    try (Transaction tx = db.begin()) {
      setAge(tx, row, value);
      tx.commit();
    }
  }

  @Test
  void shouldPassOverHeldRowsBeforeLimitAndOffsetAreCounted() {
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction holder = holding(1, 2, 4)) {
        assertThat(taken(level, scan -> scan)).containsExactly(3L, 5L, 6L);
        assertThat(taken(level, scan -> scan.limit(1))).containsExactly(3L);
        assertThat(taken(level, scan -> scan.limit(1).offset(1))).containsExactly(5L);
        assertThat(taken(level, scan -> scan.reverse().limit(3))).containsExactly(6L, 5L, 3L);
        assertThat(taken(level, scan -> scan.using("by_name").limit(2))).containsExactly(3L, 5L);
        assertThat(taken(level, scan -> scan.where(name.atLeast("n2")).limit(2)))
            .containsExactly(3L, 5L);
        // No key gives this order: the first of it are kept, and more of them when these are held.
        assertThat(taken(level, scan -> scan.orderBy(age.descending()).limit(2)))
            .containsExactly(3L, 5L);
        assertThat(taken(level, scan -> scan.orderBy(age.descending()).limit(1).offset(1)))
            .containsExactly(5L);
        assertThat(taken(level, scan -> scan.where(id.in(1L, 2L, 3L)))).containsExactly(3L);
        assertThat(taken(level, scan -> scan.where(id.eq(2)))).isEmpty();
        assertThat(taken(level, scan -> scan.where(id.eq(3)))).containsExactly(3L);
        assertThat(taken(level, scan -> scan.limit(0))).isEmpty();
        assertThat(holder.active()).isTrue();
      }
    }
    DatabaseStatistics statistics = db.monitor().statistics();
    assertThat(statistics.lockWaits()).isZero();
    assertThat(statistics.lockTimeouts()).isZero();
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  private List<Long> taken(IsolationLevel level, UnaryOperator<Scan> shape) {
    try (Transaction tx = db.begin(level)) {
      List<Long> rows = taken(tx, shape);
      rows.forEach(row -> assertThat(held(row)).isTrue());
      tx.commit();
      return rows;
    }
  }

  @Test
  void shouldShowRowsThatTheTransactionHasLockedItself() {
    try (Transaction tx = holding(1, 2)) {
      setAge(tx, 2, 7);
      assertThat(taken(tx, scan -> scan.limit(2))).containsExactly(1L, 2L);
      assertThat(people.get().set(id, 2).fetchForUpdateSkipLocked(tx)).isTrue();
    }
  }

  @Test
  void shouldSkipRowsThatAreGoneUnderReadCommitted() {
    try (PreparedScan scan = people.scan().where(age.atLeast(90)).forUpdateSkipLocked().prepare();
        Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
        RowCursor row = scan.open(tx)) {
      assertThat(people.delete().where(id.eq(1)).execute()).isEqualTo(1);
      setAge(2, 1);
      setAge(3, 98);
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(id)).isEqualTo(3);
      assertThat(row.getLong(age)).isEqualTo(98);
      assertThat(held(2)).as("met and skipped").isTrue();
    }
  }

  @Test
  void shouldConflictAndBeginAgainWithoutWaitingUnderSnapshot() {
    for (IsolationLevel level : List.of(IsolationLevel.SNAPSHOT, IsolationLevel.SERIALIZABLE)) {
      try (Transaction tx = db.begin(level)) {
        assertThat(tx.readTimestamp()).isPositive();
        setAge(1, 50);
        assertThatThrownBy(() -> taken(tx, scan -> scan.limit(1)))
            .isInstanceOf(WriteConflictException.class);
        assertThat(tx.active()).isFalse();
        try (Transaction holder = holding(1)) {
          // What was lost is held again: the new run does not begin with a wait for it.
          tx.begin();
          assertThat(taken(tx, scan -> scan.limit(1))).containsExactly(2L);
          tx.commit();
          assertThat(holder.active()).isTrue();
        }
      }
    }
    assertThat(db.monitor().statistics().lockWaits()).isZero();
  }

  @Test
  void shouldTakeRowsThatArePassedOverForReadUnderSerializable() {
    List<UnaryOperator<Scan>> shapes =
        List.of(
            scan -> scan.limit(1),
            scan -> scan.where(id.eq(1)),
            scan -> scan.using("by_name").limit(1),
            scan -> scan.orderBy(age.descending()).limit(1));
    for (UnaryOperator<Scan> shape : shapes) {
      for (boolean commits : List.of(true, false)) {
        try (Transaction holder = holding(1);
            Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
          assertThat(taken(tx, shape)).isNotEqualTo(List.of(1L));
          setAge(tx, 6, 7);
          requireOutcome(holder, tx, commits);
        }
      }
    }
  }

  @Test
  void shouldTakeAKeyThatIsPassedOverForReadUnderSerializable() {
    for (boolean commits : List.of(true, false)) {
      try (Transaction holder = holding(1);
          Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
        assertThat(people.get().set(id, 1).fetchForUpdateSkipLocked(tx)).isFalse();
        setAge(tx, 6, 7);
        requireOutcome(holder, tx, commits);
      }
    }
  }

  /** Only a change of what was passed over is a conflict. */
  private void requireOutcome(Transaction holder, Transaction tx, boolean commits) {
    if (commits) {
      setAge(holder, 1, 99);
      holder.commit();
      assertThatThrownBy(tx::commit).isInstanceOf(SerializationConflictException.class);
    } else {
      holder.rollback();
      assertThat(tx.commit()).isPositive();
    }
  }

  @Test
  void shouldFindNothingWhenRowOrIndexKeyIsHeld() {
    for (IsolationLevel level : IsolationLevel.values()) {
      Get byEmail = people.get("by_email");
      try (Transaction holder = holding(1);
          Transaction tx = db.begin(level);
          Transaction third = db.begin(level)) {
        assertThat(people.get("by_email").set(email, "e2").fetchForUpdate(holder)).isTrue();
        assertThat(people.get().set(id, 1).fetchForUpdateSkipLocked(tx)).isFalse();
        assertThat(byEmail.set(email, "e2").fetchForUpdateSkipLocked(tx)).isFalse();
        assertThatThrownBy(() -> byEmail.getLong(id)).isInstanceOf(IllegalUseException.class);
        assertThat(byEmail.set(email, "e1").fetchForUpdateSkipLocked(tx)).as("row held").isFalse();
        assertThat(byEmail.set(email, "e3").fetchForUpdateSkipLocked(tx)).isTrue();
        assertThat(byEmail.getLong(id)).isEqualTo(3);
        assertThat(byEmail.set(email, "nobody").fetchForUpdateSkipLocked(tx)).isFalse();
        assertThat(people.get().set(id, 77).fetchForUpdateSkipLocked(tx)).isFalse();
        assertThat(byEmail.setNull(email).fetchForUpdateSkipLocked(tx)).isFalse();
        // Locked by now: the key of a row that was held, and the keys that have no row.
        assertThat(byEmail.set(email, "e1").fetchForUpdateSkipLocked(third)).isFalse();
        holder.rollback();
        assertThat(byEmail.set(email, "e1").fetchForUpdateSkipLocked(third)).isFalse();
        assertThat(byEmail.set(email, "e1").fetchForUpdateSkipLocked(tx)).isTrue();
        assertThat(held(3)).isTrue();
      }
    }
    assertThat(db.monitor().statistics().lockWaits()).isZero();
  }

  @Test
  void shouldCountPassedRowsForABudgetAndGoOnBehindThem() {
    try (Transaction holder = holding(1, 2, 4);
        PreparedScan scan = people.scan().budget(Budget.ofRows(3)).forUpdateSkipLocked().prepare();
        Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      try (RowCursor row = scan.open(tx)) {
        assertThat(rest(row)).containsExactly(3L);
        assertThat(row.stopped()).isEqualTo(StopReason.ROW_BUDGET);
        holder.rollback();
        scan.resume(row.continuation().orElseThrow());
      }
      try (RowCursor row = scan.open(tx)) {
        assertThat(rest(row)).containsExactly(4L, 5L, 6L);
      }
    }
  }

  @Test
  void shouldForgetNothingOfWhatIsLockedAtARollbackToASavepoint() {
    try (Transaction tx = db.begin()) {
      long savepoint = tx.savepoint();
      assertThat(taken(tx, scan -> scan.limit(1))).containsExactly(1L);
      setAge(tx, 1, 3);
      tx.rollbackTo(savepoint);
      assertThat(held(1)).isTrue();
      assertThat(taken(tx, scan -> scan.limit(1))).containsExactly(1L);
    }
    assertThat(held(1)).isFalse();
  }

  @Test
  void shouldBindAndExplain() {
    try (Transaction holder = holding(2);
        PreparedScan scan =
            people.scan().where(id.atLeast(parameter(0))).limit(1).forUpdateSkipLocked().prepare();
        Transaction tx = db.begin()) {
      assertThat(scan.explain()).endsWith("lock the row or pass over it, read and judge it again");
      for (long from : new long[] {1, 2, 3}) {
        try (RowCursor row = scan.bind(0, from).open(tx)) {
          assertThat(rest(row)).containsExactly(from == 2 ? 3 : from);
        }
      }
      assertThat(scan.bind(0, 2).explainAnalyze(tx).rowsReturned()).isEqualTo(1);
      assertThat(holder.active()).isTrue();
    }
  }

  @Test
  void shouldRefuseWhatDoesNotGoWithLocks() {
    assertThatThrownBy(() -> people.scan().forUpdate().forUpdateSkipLocked())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().forUpdateSkipLocked().cacheResults().prepare())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().forUpdateSkipLocked().pages(2))
        .isInstanceOf(IllegalUseException.class);
    try (PreparedScan scan = people.scan().forUpdateSkipLocked().prepare();
        ReadTransaction view = db.beginRead()) {
      assertThatThrownBy(() -> scan.open(view)).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldNotWaitWhenTheTransactionWouldWaitLong() {
    try (Transaction holder = holding(1);
        Transaction tx = db.begin()) {
      tx.lockTimeout(Duration.ofHours(1));
      assertThat(taken(tx, scan -> scan.where(id.eq(1)))).isEmpty();
      assertThat(people.get().set(id, 1).fetchForUpdateSkipLocked(tx)).isFalse();
      assertThat(holder.active()).isTrue();
    }
  }
}
