package io.ashlar.bench.gate;

import static io.ashlar.bench.gate.AllocationMeter.measure;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Update;
import io.ashlar.bench.recipes.UsersTable;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The allocation gate: no operation of the hot path makes garbage. Each runs on a store on disk
 * until it is compiled and its pools have filled, and is then counted in bytes, which unlike times
 * do not depend on the machine. Long because all operations share one table and one meter.
 */
class AllocationGateTest {

  private static final int ROWS = 1_000;

  private static final int SCAN_OPEN_BYTES = 64;
  private static final int BEGIN_AND_COMMIT_BYTES = 128;

  /** The result, and what the store keeps of a commit while more are outstanding than ever. */
  private static final int ASYNC_COMMIT_BYTES = BEGIN_AND_COMMIT_BYTES + 192;

  /** The handle and what guards it against use after its close. */
  private static final int READ_TRANSACTION_BYTES = 160;

  private static final int SCANS = 50;
  private static final int GETS = 10_000;
  private static final int TRANSACTIONS = 100;
  private static final int ROWS_PER_TRANSACTION = 100;
  private static final int COMMITS = 2_000;

  private final String[] names = new String[ROWS_PER_TRANSACTION];
  private final String[] emails = new String[ROWS_PER_TRANSACTION];

  private Database database;
  private UsersTable users;
  private long sum;
  private CompletionStage<Long> last;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = Database.open(directory, Options.builder().durability(Durability.NONE).build());
    users = UsersTable.createWithCoveringIndex(database);
    database.transact(tx -> users.fill(tx, ROWS, row -> row % 2 == 0));
    for (int i = 0; i < ROWS_PER_TRANSACTION; i++) {
      names[i] = "Guest" + i;
      emails[i] = "guest" + i + "@example.com";
    }
  }

  @AfterEach
  void close() {
    database.close();
    assertThat(sum).isNotZero();
  }

  @Test
  void shouldAllocateNothingWhenARowIsReadByPrimaryKey() {
    Get get = users.table().get();
    try (ReadTransaction view = database.beginRead()) {
      requireNothing(
          measure(
              "prepared get by primary key, reading 5 columns",
              0,
              GETS,
              i -> {
                assertThatFound(get.set(users.id(), i % ROWS).fetch(view));
                sum += users.read(get);
              }));
    }
  }

  @Test
  void shouldAllocateNothingWhenARowIsReadByAUniqueIndex() {
    Get get = users.table().get(UsersTable.BY_EMAIL);
    String[] wanted = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      wanted[i] = UsersTable.emailOf(i);
    }
    try (ReadTransaction view = database.beginRead()) {
      requireNothing(
          measure(
              "prepared get through a unique secondary index",
              0,
              GETS,
              i -> {
                assertThatFound(get.set(users.email(), wanted[i % ROWS]).fetch(view));
                sum += users.read(get);
              }));
    }
  }

  @Test
  void shouldAllocateNothingWhenRowsAreReadForUpdate() {
    Get byKey = users.table().get();
    Get byEmail = users.table().get(UsersTable.BY_EMAIL);
    String[] wanted = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      wanted[i] = UsersTable.emailOf(i);
    }
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction transaction = database.begin(level)) {
        requireNothing(
            measure(
                "get for update by primary key and by unique index, " + level,
                0,
                GETS,
                i -> {
                  restart(transaction, i);
                  assertThatFound(byKey.set(users.id(), i % ROWS).fetchForUpdate(transaction));
                  sum += users.read(byKey);
                  byEmail.set(users.email(), wanted[i % ROWS]);
                  assertThatFound(byEmail.fetchForUpdateNoWait(transaction));
                  sum += users.read(byEmail);
                }));
      }
    }
  }

  @Test
  void shouldAllocateForOpeningAloneWhenRowsAreScannedForUpdate() {
    try (PreparedScan prepared = users.table().scan().forUpdate().prepare();
        Transaction transaction = database.begin()) {
      AllocationMeter meter =
          measure(
              "scan for update",
              SCAN_OPEN_BYTES,
              SCANS,
              i -> {
                restart(transaction, 0);
                requireRows(prepared, transaction, ROWS);
              });
      requireAtMost(SCAN_OPEN_BYTES, meter);
    }
  }

  @Test
  void shouldAllocateNothingWhenSavepointsAreUndone() {
    Update update = users.table().update().where(users.id().eq(parameter(0)));
    try (Transaction transaction = database.begin()) {
      requireNothing(
          measure(
              "savepoint, update that expects a version, rollback to the savepoint",
              0,
              GETS,
              i -> {
                restart(transaction, i);
                long savepoint = transaction.savepoint();
                long row = i % ROWS;
                sum += update.bind(0, row).set(users.age(), i % 50).execute(transaction);
                update.bind(0, row).set(users.age(), 7).ifVersion(0);
                sum += update.execute(transaction);
                transaction.rollbackTo(savepoint);
                transaction.release(savepoint);
              }));
    }
  }

  @Test
  void shouldAllocateTheResultAloneWhenCommittedAsynchronously() {
    AllocationMeter meter = new AllocationMeter("begin and asynchronous commit");
    Update update = users.table().update().where(users.id().eq(parameter(0)));
    try (Transaction transaction = database.begin()) {
      transaction.rollback();
      repeatUntil(
          meter,
          ASYNC_COMMIT_BYTES,
          i -> {
            meter.start();
            transaction.begin();
            meter.stop(0);
            sum += update.bind(0, i % ROWS).set(users.age(), i % 50).execute(transaction);
            meter.start();
            last = transaction.commitAsync(Durability.GROUP, ForkJoinPool.commonPool());
            meter.stop(1);
          });
      sum += last.toCompletableFuture().join();
    }
    requireAtMost(ASYNC_COMMIT_BYTES, meter);
  }

  /** Begins anew before so many locks are held that the lock table would have to grow. */
  private static void restart(Transaction transaction, int i) {
    if (i % ROWS_PER_TRANSACTION == 0) {
      transaction.rollback();
      transaction.begin();
    }
  }

  @Test
  void shouldAllocateForOpeningAloneWhenTheTableIsScanned() {
    requireScan("scan of the table", users.table().scan(), ROWS);
  }

  @Test
  void shouldAllocateForOpeningAloneWhenACoveringIndexIsScanned() {
    requireScan("scan of a covering index", users.table().scan().using(UsersTable.BY_AGE), ROWS);
  }

  @Test
  void shouldAllocateForOpeningAloneWhenRowsAreFetchedThroughAnIndex() {
    requireScan("scan of an index with row fetch", users.table().scan().using("by_name"), ROWS);
  }

  @Test
  void shouldAllocateForOpeningAloneWhenNineRowsOfTenAreRejected() {
    Scan scan = users.table().scan().where(users.age().lessThan(25));
    requireScan("scan that rejects 9 rows of 10", scan, ROWS / 10);
  }

  @Test
  void shouldAllocateNothingWhenRowsAreWrittenInAReusedTransaction() {
    requireWrites("snapshot", IsolationLevel.SNAPSHOT);
  }

  @Test
  void shouldAllocateNothingWhenRowsAreWrittenUnderReadCommitted() {
    requireWrites("read committed", IsolationLevel.READ_COMMITTED);
  }

  @Test
  void shouldAllocateNothingWhenRowsAreWrittenUnderSerializable() {
    requireWrites("serializable", IsolationLevel.SERIALIZABLE);
  }

  @Test
  void shouldAllocateNothingWhenReadingsAreRecordedUnderSerializable() {
    Get get = users.table().get();
    Scan scan = users.table().scan().using("by_name");
    try (PreparedScan prepared = scan.prepare();
        Transaction transaction = database.begin(IsolationLevel.SERIALIZABLE)) {
      requireNothing(
          measure(
              "prepared get, serializable",
              0,
              GETS,
              i -> {
                assertThatFound(get.set(users.id(), i % ROWS).fetch(transaction));
                sum += users.read(get);
              }));
      AllocationMeter meter =
          measure(
              "scan of an index with row fetch, serializable",
              SCAN_OPEN_BYTES,
              SCANS,
              i -> requireRows(prepared, transaction, ROWS));
      // Recording is the caller's work; what the store's thread does once a second would show here.
      assertThat(meter.callerBytes()).as(meter.toString()).isLessThanOrEqualTo(SCAN_OPEN_BYTES);
    }
  }

  private void requireWrites(String level, IsolationLevel isolation) {
    try (Transaction transaction = database.begin(isolation)) {
      transaction.rollback();
      GuestWrites writes = new GuestWrites(transaction, level);
      AllocationRounds.repeatUntil(
          writes::areWithin,
          () -> {
            writes.reset();
            for (int i = 0; i < TRANSACTIONS; i++) {
              writes.run();
            }
            writes.finish();
          });
      writes.requireNothing();
    }
  }

  @Test
  void shouldAllocateLittleWhenATransactionIsBegunAndCommitted() {
    for (Durability durability : new Durability[] {Durability.NONE, Durability.GROUP}) {
      requireCommit(durability);
    }
  }

  private void requireCommit(Durability durability) {
    String name = "begin and commit, durability " + durability;
    AllocationMeter meter = new AllocationMeter(name);
    Update update = users.table().update().where(users.id().eq(parameter(0)));
    try (Transaction transaction = database.begin()) {
      transaction.rollback();
      repeatUntil(
          meter,
          BEGIN_AND_COMMIT_BYTES,
          i -> {
            meter.start();
            transaction.begin();
            meter.stop(0);
            sum += update.bind(0, i % ROWS).set(users.age(), i % 50).execute(transaction);
            meter.start();
            sum += transaction.commit(durability);
            meter.stop(1);
          });
    }
    requireAtMost(BEGIN_AND_COMMIT_BYTES, meter);
  }

  @Test
  void shouldAllocateLittleWhenAReadTransactionIsBegunAndClosed() {
    Get get = users.table().get();
    AllocationMeter meter =
        measure(
            "begin and close of a read transaction, with one get",
            READ_TRANSACTION_BYTES,
            GETS,
            i -> {
              try (ReadTransaction view = database.beginRead()) {
                assertThatFound(get.set(users.id(), i % ROWS).fetch(view));
                sum += users.read(get);
              }
            });
    requireAtMost(READ_TRANSACTION_BYTES, meter);
  }

  private void requireScan(String operation, Scan scan, int expected) {
    try (PreparedScan prepared = scan.prepare();
        ReadTransaction view = database.beginRead()) {
      AllocationMeter meter =
          measure(operation, SCAN_OPEN_BYTES, SCANS, i -> requireRows(prepared, view, expected));
      requireAtMost(SCAN_OPEN_BYTES, meter);
    }
  }

  private void requireRows(PreparedScan prepared, ReadTransaction view, int expected) {
    int rows = 0;
    try (RowCursor row = prepared.open(view)) {
      while (row.next()) {
        sum += users.read(row);
        rows++;
      }
    }
    if (rows != expected) {
      throw new IllegalStateException("the scan met a wrong number of rows: " + rows);
    }
  }

  private static void assertThatFound(boolean found) {
    if (!found) {
      throw new IllegalStateException("a row is gone");
    }
  }

  private static void requireNothing(AllocationMeter meter) {
    requireAtMost(0, meter);
  }

  private static void requireAtMost(int bytes, AllocationMeter meter) {
    assertThat(meter.isWithin(bytes)).as(meter.toString()).isTrue();
  }

  private static void repeatUntil(
      AllocationMeter meter, int limit, AllocationMeter.Operation commit) {
    AllocationRounds.repeatUntil(
        () -> meter.isWithin(limit),
        () -> {
          meter.reset();
          for (int i = 0; i < COMMITS; i++) {
            commit.run(i);
          }
          meter.finish();
        });
  }

  /**
   * Inserts a hundred rows, updates and deletes them, each in one run of one transaction object.
   */
  private final class GuestWrites {

    private final Transaction transaction;
    private final Insert insert;
    private final Update update;
    private final Update updateByIndex;
    private final Delete delete;
    private final AllocationMeter inserts;
    private final AllocationMeter updates;
    private final AllocationMeter updatesByIndex;
    private final AllocationMeter deletes;
    private final AllocationMeter commits;

    GuestWrites(Transaction transaction, String level) {
      this.transaction = transaction;
      this.insert = users.table().insert();
      this.update = users.table().update().where(users.id().eq(parameter(0)));
      this.updateByIndex = users.table().update().where(users.name().eq(parameter(0)));
      this.delete = users.table().delete().where(users.id().eq(parameter(0)));
      this.inserts = new AllocationMeter("insert, " + level);
      this.updates = new AllocationMeter("update of an indexed column, " + level);
      this.updatesByIndex = new AllocationMeter("update found through an index, " + level);
      this.deletes = new AllocationMeter("delete, " + level);
      this.commits = new AllocationMeter("begin and commit of 100 rows, " + level);
    }

    void run() {
      begin();
      inserts.start();
      for (int i = 0; i < ROWS_PER_TRANSACTION; i++) {
        sum +=
            insert
                .set(users.id(), ROWS + i)
                .set(users.name(), names[i])
                .set(users.email(), emails[i])
                .set(users.age(), 100)
                .set(users.active(), true)
                .execute(transaction);
      }
      inserts.stop(ROWS_PER_TRANSACTION);
      commit();
      begin();
      updates.start();
      for (int i = 0; i < ROWS_PER_TRANSACTION; i++) {
        sum += update.bind(0, ROWS + i).set(users.age(), 110).execute(transaction);
      }
      updates.stop(ROWS_PER_TRANSACTION);
      commit();
      begin();
      updatesByIndex.start();
      for (int i = 0; i < ROWS_PER_TRANSACTION; i++) {
        sum += updateByIndex.bind(0, names[i]).set(users.age(), 120).execute(transaction);
      }
      updatesByIndex.stop(ROWS_PER_TRANSACTION);
      commit();
      begin();
      deletes.start();
      for (int i = 0; i < ROWS_PER_TRANSACTION; i++) {
        sum += delete.bind(0, ROWS + i).execute(transaction);
      }
      deletes.stop(ROWS_PER_TRANSACTION);
      commit();
    }

    private void begin() {
      commits.start();
      transaction.begin();
      commits.stop(0);
    }

    private void commit() {
      commits.start();
      sum += transaction.commit();
      commits.stop(1);
    }

    void reset() {
      inserts.reset();
      updates.reset();
      updatesByIndex.reset();
      deletes.reset();
      commits.reset();
    }

    void finish() {
      inserts.finish();
      updates.finish();
      updatesByIndex.finish();
      deletes.finish();
      commits.finish();
    }

    boolean areWithin() {
      return inserts.isWithin(0)
          && updates.isWithin(0)
          && updatesByIndex.isWithin(0)
          && deletes.isWithin(0)
          && commits.isWithin(BEGIN_AND_COMMIT_BYTES);
    }

    void requireNothing() {
      AllocationGateTest.requireNothing(inserts);
      AllocationGateTest.requireNothing(updates);
      AllocationGateTest.requireNothing(updatesByIndex);
      AllocationGateTest.requireNothing(deletes);
      requireAtMost(BEGIN_AND_COMMIT_BYTES, commits);
    }
  }
}
