package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.Get;
import io.ashlar.Join;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.page.Pages;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowFilter;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One statement ends before its time, and its transaction goes on. Long because every statement can
 * end so.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class StatementLimitsTest extends DatabaseTest {

  private static final long ROWS = 40;
  private static final StatementLimits OVER = StatementLimits.none().timeout(Duration.ZERO);
  private static final StatementLimits SOON = StatementLimits.none().timeout(Duration.ofMillis(30));
  private static final StatementLimits LONG = StatementLimits.none().timeout(Duration.ofHours(1));

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;
  private StringColumn email;

  StatementLimitsTest(StoreKind kind) {
    super(kind);
  }

  /** So long that a test fails by its own timeout when a wait is not shortened. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(Duration.ofHours(1)).build();
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    email = people.stringColumn("email");
    for (int i = 0; i < ROWS; i++) {
      insert(people, i, "n" + i, "e" + i, 0);
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  private Update adding(Transaction tx, long key) {
    return people.update(tx).where(id.eq(key)).add(age, 1);
  }

  private void add(Transaction tx, long key) {
    assertThat(adding(tx, key).execute()).isEqualTo(1);
  }

  private Update changing(Transaction tx, RowFilter filter, CancellationToken token) {
    return people.update(tx).filter(filter).limitedBy(StatementLimits.none().cancelOn(token));
  }

  private long sum() {
    LongAggregate total = Aggregate.sum(age);
    try (ReadTransaction tx = db.beginRead();
        PreparedAggregate sums = people.scan().aggregate(total)) {
      return sums.fetch(tx).getLong(total);
    }
  }

  private static CancellationToken cancelled() {
    CancellationToken token = CancellationToken.create();
    token.cancel();
    return token;
  }

  /** Cancels the token when it is asked for the n-th time. */
  private static RowFilter cancelling(CancellationToken token, int times) {
    AtomicInteger asked = new AtomicInteger();
    return row -> {
      if (asked.incrementAndGet() == times) {
        token.cancel();
      }
      return true;
    };
  }

  /** Every statement with limits, as something to run. */
  private List<Consumer<Transaction>> all(StatementLimits limits) {
    return List.of(
        tx -> read(people.scan().prepare().limitedBy(limits), tx),
        tx -> read(people.scan().orderBy(age.ascending()).limit(3).prepare().limitedBy(limits), tx),
        tx -> read(people.scan().where(id.eq(2)).prepare().limitedBy(limits), tx),
        tx -> read(people.scan().forUpdate().prepare().limitedBy(limits), tx),
        tx -> read(people.scan().cacheResults().prepare().limitedBy(limits), tx),
        tx -> people.get().limitedBy(limits).set(id, 1).fetch(tx),
        tx -> people.get("by_email").limitedBy(limits).set(email, "e1").fetchForUpdate(tx),
        tx -> people.getAll().limitedBy(limits).set(id, 1).add().fetch(tx),
        tx -> adding(tx, 3).limitedBy(limits).execute(),
        tx -> people.update(tx).where(age.atLeast(0)).set(age, 7).limitedBy(limits).execute(),
        tx -> people.delete(tx).limitedBy(limits).execute(),
        tx -> people.insert(tx).limitedBy(limits).set(id, 99).set(name, "x").execute(),
        tx -> people.upsert(tx).limitedBy(limits).set(id, 1).set(name, "x").execute(),
        tx -> people.scan().aggregate(Aggregate.count()).limitedBy(limits).fetch(tx),
        tx -> readGroups(people.scan().groupBy(age).aggregate(Aggregate.count()), limits, tx),
        tx -> readPages(limits, tx));
  }

  private static void read(PreparedScan scan, ReadTransaction tx) {
    try (scan;
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        assertThat(tx.active()).isTrue();
      }
    }
  }

  private static void readGroups(PreparedGroups groups, StatementLimits limits, Transaction tx) {
    try (groups;
        GroupCursor group = groups.limitedBy(limits).open(tx)) {
      assertThat(group.next()).isTrue();
    }
  }

  private void readPages(StatementLimits limits, Transaction tx) {
    try (Pages pages = people.scan().pages(3)) {
      assertThat(pages.limitedBy(limits).first(tx).rows()).hasSize(3);
    }
  }

  @Test
  void shouldEndAnyStatementAlone() {
    StatementLimits stopped = StatementLimits.none().cancelOn(cancelled()).named("report 7");
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction tx = db.begin(level)) {
        add(tx, 0);
        for (Consumer<Transaction> statement : all(OVER)) {
          DeadlineExceededException late =
              catchThrowableOfType(DeadlineExceededException.class, () -> statement.accept(tx));
          assertThat(late.facts()).containsEntry("statement", "people").containsKey("lateMs");
          assertThat(tx.active()).isTrue();
        }
        for (Consumer<Transaction> statement : all(stopped)) {
          CancelledException end =
              catchThrowableOfType(CancelledException.class, () -> statement.accept(tx));
          assertThat(end.facts()).containsEntry("statement", "report 7");
          assertThat(end.facts()).containsEntry("table", "people").containsKey("transaction");
        }
        add(tx, 1);
        assertThat(tx.commit()).isPositive();
      }
    }
    assertThat(sum()).isEqualTo(2L * IsolationLevel.values().length);
  }

  @Test
  void shouldRunWhatIsNotOver() {
    CancellationToken token = CancellationToken.create();
    for (IsolationLevel level : IsolationLevel.values()) {
      for (Consumer<Transaction> statement : all(LONG.cancelOn(token))) {
        try (Transaction tx = db.begin(level)) {
          statement.accept(tx);
          assertThat(tx.active()).isTrue();
        }
      }
    }
    try (Transaction tx = db.begin();
        PreparedScan scan = people.scan().prepare().limitedBy(OVER)) {
      assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(DeadlineExceededException.class);
      try (RowCursor row = scan.limitedBy(StatementLimits.none()).open(tx)) {
        assertThat(row.next()).isTrue();
        assertThatThrownBy(() -> scan.limitedBy(null)).isInstanceOf(IllegalUseException.class);
      }
    }
  }

  @Test
  void shouldUndoTheWritesOfTheStatementAndKeepItsLocks() {
    for (IsolationLevel level : IsolationLevel.values()) {
      CancellationToken token = CancellationToken.create();
      try (Transaction tx = db.begin(level);
          Transaction other = db.begin()) {
        add(tx, 0);
        // Found once, and judged again under the lock: in the midst of the changes.
        Update update =
            changing(tx, cancelling(token, (int) ROWS + 20), token).set(age, 500).setNull(email);
        assertThatThrownBy(update::execute).isInstanceOf(CancelledException.class);
        assertThat(people.get().set(id, 5).fetchForUpdateSkipLocked(other)).isFalse();
        Get row = people.get();
        assertThat(row.set(id, 5).fetch(tx)).isTrue();
        assertThat(row.getString(email)).isEqualTo("e5");
        // Once cancelled, a token ends every later run; another one does not.
        assertThatThrownBy(() -> update.set(age, 1).execute())
            .isInstanceOf(CancelledException.class);
        assertThat(tx.commit()).isPositive();
      }
    }
    assertThat(sum()).isEqualTo(IsolationLevel.values().length);
  }

  @Test
  void shouldEndInTheMidstOfLongReads() {
    for (int kind = 0; kind < 5; kind++) {
      CancellationToken token = CancellationToken.create();
      StatementLimits limits = StatementLimits.none().cancelOn(token);
      RowFilter filter = cancelling(token, 20);
      try (Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
        add(tx, 0);
        int way = kind;
        Throwable end = catchThrowable(() -> readLong(way, filter, limits, tx));
        assertThat(end).as("kind %d", kind).isInstanceOf(CancelledException.class);
        assertThat(tx.commit()).isPositive();
      }
    }
    assertThat(sum()).isEqualTo(5);
  }

  private void readLong(int kind, RowFilter filter, StatementLimits limits, Transaction tx) {
    switch (kind) {
      case 0 -> read(people.scan().filter(filter).prepare().limitedBy(limits), tx);
      case 1 ->
          read(
              people
                  .scan()
                  .filter(filter)
                  .orderBy(age.ascending())
                  .limit(9)
                  .prepare()
                  .limitedBy(limits),
              tx);
      case 2 ->
          assertThat(
                  people
                      .scan()
                      .filter(filter)
                      .aggregate(Aggregate.count())
                      .limitedBy(limits)
                      .fetch(tx))
              .isNull();
      case 3 ->
          readGroups(
              people.scan().filter(filter).groupBy(age).aggregate(Aggregate.count()), limits, tx);
      default -> read(people.scan().filter(filter).forUpdate().prepare().limitedBy(limits), tx);
    }
  }

  @Test
  void shouldShowNothingMoreOnceACursorIsOver() {
    CancellationToken token = CancellationToken.create();
    try (Transaction tx = db.begin();
        PreparedScan scan =
            people.scan().prepare().limitedBy(StatementLimits.none().cancelOn(token));
        PreparedScan other = people.scan().prepare();
        RowCursor free = other.open(tx)) {
      try (RowCursor row = scan.open(tx)) {
        assertThat(row.next()).isTrue();
        add(tx, 0);
        token.cancel();
        add(tx, 1);
        for (int i = 0; i < 20; i++) {
          assertThatThrownBy(row::next).isInstanceOf(CancelledException.class);
          assertThat(free.next()).isTrue();
        }
      }
      assertThat(tx.commit()).isPositive();
    }
    assertThat(sum()).isEqualTo(2);
  }

  /** The first row takes until the time is over, however fast the others are. */
  @Test
  void shouldEndACursorWhoseTimeIsOver() {
    RowFilter slow =
        row -> {
          long begun = System.nanoTime();
          while (System.nanoTime() - begun < Duration.ofMillis(40).toNanos()) {
            Thread.onSpinWait();
          }
          return true;
        };
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().filter(slow).prepare();
        RowCursor row = scan.limitedBy(SOON).open(tx)) {
      assertThat(row.next()).isTrue();
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(row::next).isInstanceOf(DeadlineExceededException.class);
      }
      assertThatThrownBy(() -> row.getLong(id)).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldEndAWaitForALockAndGoOn() {
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction holder = db.begin();
          Transaction tx = db.begin(level)) {
        add(holder, 1);
        add(tx, 0);
        Update update = adding(tx, 1).limitedBy(SOON);
        assertThatThrownBy(update::execute)
            .isInstanceOf(DeadlineExceededException.class)
            .hasCauseInstanceOf(LockTimeoutException.class);
        Get get = people.get().limitedBy(SOON).set(id, 1);
        assertThatThrownBy(() -> get.fetchForUpdate(tx))
            .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> read(people.scan().forUpdate().prepare().limitedBy(SOON), tx))
            .isInstanceOf(DeadlineExceededException.class);
        assertThat(handle().context().transactions().locks().waiters()).isZero();
        assertThat(tx.commit()).isPositive();
        holder.rollback();
      }
    }
    assertThat(sum()).isEqualTo(IsolationLevel.values().length);
  }

  @Test
  void shouldEndAWaitForALockWhenAnotherThreadCancels() throws Exception {
    CancellationToken token = CancellationToken.create();
    try (Transaction holder = db.begin();
        Transaction tx = db.begin()) {
      add(holder, 1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Update update = adding(tx, 1).limitedBy(LONG.cancelOn(token));
      Thread waiter =
          new Thread(
              () -> {
                add(tx, 0);
                failure.set(catchThrowable(update::execute));
                tx.commit();
              },
              "waiter");
      waiter.start();
      while (handle().context().transactions().locks().waiters() == 0) {
        Thread.onSpinWait();
      }
      token.cancel();
      waiter.join();
      assertThat(failure.get()).isInstanceOf(CancelledException.class);
    }
    assertThat(sum()).isEqualTo(1);
  }

  /** What a statement has given up waiting for is not what its transaction begins with next. */
  @Test
  void shouldNotBeginAgainWithTheLockThatAStatementGaveUp() {
    try (Transaction holder = db.begin();
        Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      add(holder, 1);
      assertThat(people.get().set(id, 2).fetch(tx)).isTrue();
      assertThatThrownBy(adding(tx, 1).limitedBy(SOON)::execute)
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(people.update().where(id.eq(2)).add(age, 1).execute()).isEqualTo(1);
      assertThatThrownBy(() -> add(tx, 2)).isInstanceOf(WriteConflictException.class);
      tx.begin();
      add(tx, 2);
      assertThat(tx.commit()).isPositive();
    }
    assertThat(sum()).isEqualTo(2);
  }

  @Test
  void shouldEndTheTransactionWhenItsOwnLimitsAreOver() {
    try (Transaction tx = db.begin()) {
      tx.timeout(Duration.ZERO);
      assertThatThrownBy(adding(tx, 1).limitedBy(OVER)::execute)
          .isInstanceOfSatisfying(
              DeadlineExceededException.class,
              end -> assertThat(end.facts()).doesNotContainKey("statement"));
      assertThat(tx.active()).isFalse();
      assertThatThrownBy(adding(tx, 1).limitedBy(OVER)::execute)
          .isInstanceOf(ClosedException.class);
      tx.begin();
      tx.cancel();
      assertThatThrownBy(adding(tx, 1).limitedBy(LONG)::execute)
          .isInstanceOf(CancelledException.class);
      assertThat(tx.active()).isFalse();
    }
  }

  @Test
  void shouldLimitStatementsOfTheirOwnTransactions() {
    assertThatThrownBy(() -> people.insert().limitedBy(OVER).set(id, 99).set(name, "x").execute())
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(people.get().set(id, 99).find()).isEmpty();
    assertThatThrownBy(() -> people.get().limitedBy(OVER).set(id, 1).find())
        .isInstanceOf(DeadlineExceededException.class);
    assertThatThrownBy(people.delete().limitedBy(OVER)::execute)
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(people.update().limitedBy(LONG).add(age, 1).execute()).isEqualTo(ROWS);
  }

  /** A limited cursor that is moved inside of another limited statement ends alone. */
  @Test
  void shouldKeepTheLimitsOfStatementsInsideOfEachOtherApart() {
    CancellationToken inner = CancellationToken.create();
    CancellationToken outer = CancellationToken.create();
    try (Transaction tx = db.begin();
        PreparedScan scan =
            people.scan().prepare().limitedBy(StatementLimits.none().cancelOn(inner));
        RowCursor row = scan.open(tx)) {
      AtomicInteger ended = new AtomicInteger();
      RowFilter moving =
          each -> {
            if (ended.get() < 5) {
              inner.cancel();
              assertThatThrownBy(row::next).isInstanceOf(CancelledException.class);
            } else {
              outer.cancel();
            }
            return ended.incrementAndGet() > 0;
          };
      Update update = changing(tx, moving, outer).set(age, 9);
      assertThatThrownBy(update::execute).isInstanceOf(CancelledException.class);
      assertThat(ended.get()).isEqualTo(6);
      assertThat(tx.commit()).isPositive();
    }
    assertThat(sum()).isZero();
  }

  @Test
  void shouldLimitTheScansOfAJoin() {
    try (Transaction tx = db.begin();
        PreparedScan outer = people.scan().prepare();
        PreparedScan inner = people.scan().prepare().limitedBy(OVER);
        Join join = Join.inner(outer.open(tx), tx, inner, (row, scan) -> {})) {
      assertThatThrownBy(join::next).isInstanceOf(DeadlineExceededException.class);
      assertThat(tx.active()).isTrue();
    }
  }

  /** Cancelled at any moment, a statement is done or not, and its transaction commits. */
  @Test
  void shouldDoAllOrNothingWhenCancelledAtAnyMoment() throws Exception {
    int whole = 0;
    for (int run = 0; run < 200; run++) {
      CancellationToken token = CancellationToken.create();
      Thread canceller = new Thread(token::cancel, "canceller");
      try (Transaction tx = db.begin()) {
        Update update = changing(tx, row -> true, token).add(age, 1);
        canceller.start();
        Throwable end = catchThrowable(update::execute);
        assertThat(end == null || end instanceof CancelledException).isTrue();
        whole += end == null ? 1 : 0;
        canceller.join();
        assertThat(tx.commit()).isNotNegative();
      }
    }
    assertThat(sum()).isEqualTo(whole * ROWS);
  }
}
