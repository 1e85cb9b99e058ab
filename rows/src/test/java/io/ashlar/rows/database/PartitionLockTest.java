package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.page.Budget;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Scans for update that walk several partitions at once: the rows of the scan without the lock. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartitionLockTest extends DatabaseTest {

  private static final List<Partitioning> DIVISIONS =
      List.of(
          Partitioning.list("shard"),
          Partitioning.list("shard", List.of("a"), List.of("b", "c"), List.of("dd")),
          Partitioning.hash(3, "shard"),
          Partitioning.hash(4, "shard", "id"));

  private static final List<String> SHARDS = List.of("a", "b", "c", "dd");
  private static final int ROWS = 24;

  PartitionLockTest(StoreKind kind) {
    super(kind);
  }

  /** Rows of all lengths, with dues that lead from one partition to the other. */
  private Table jobs(int number) {
    Table jobs =
        db.schema()
            .createTable(
                TableSchema.named("jobs" + number)
                    .column("shard", ColumnType.STRING)
                    .column("id", ColumnType.LONG)
                    .column("due", ColumnType.LONG)
                    .column("payload", ColumnType.STRING)
                    .primaryKey("shard", "id")
                    .index("by_due", ix -> ix.ascending("due"))
                    .partitionBy(DIVISIONS.get(number))
                    .build());
    try (Transaction tx = db.begin()) {
      for (long i = 0; i < ROWS; i++) {
        jobs.insert(tx)
            .set(jobs.stringColumn("shard"), SHARDS.get((int) i % SHARDS.size()))
            .set(jobs.longColumn("id"), i)
            .set(jobs.longColumn("due"), i / 2)
            .set(jobs.stringColumn("payload"), "p".repeat((int) (7 * i % 300)) + i)
            .execute();
      }
      tx.commit();
    }
    return jobs;
  }

  private static List<String> read(
      Table jobs, ReadTransaction tx, UnaryOperator<Scan> order, UnaryOperator<Scan> lock) {
    StringColumn payload = jobs.stringColumn("payload");
    LongColumn id = jobs.longColumn("id");
    List<String> found = new ArrayList<>();
    Scan scan = lock.apply(order.apply(jobs.scan().where(payload.isNotNull())));
    try (PreparedScan prepared = scan.prepare()) {
      boolean more = true;
      while (more) {
        try (RowCursor cursor = prepared.open(tx)) {
          while (cursor.next()) {
            String shard = cursor.getString(jobs.stringColumn("shard"));
            found.add(shard + cursor.getLong(id) + cursor.getString(payload));
          }
          more = cursor.stopped() == StopReason.ROW_BUDGET;
          if (more) {
            prepared.resume(cursor.continuation().orElseThrow());
          }
        }
      }
    }
    return found;
  }

  @Test
  void shouldShowTheRowsOfTheScanWithoutTheLockWhenPartitionsAreMerged() {
    for (int number = 0; number < DIVISIONS.size(); number++) {
      Table jobs = jobs(number);
      LongColumn due = jobs.longColumn("due");
      List<UnaryOperator<Scan>> orders =
          List.of(
              scan -> scan.orderBy(due.ascending()),
              scan -> scan.orderBy(due.descending()),
              scan -> scan.orderBy(due.ascending()).reverse(),
              scan -> scan.orderBy(due.ascending()).budget(Budget.ofRows(5)),
              scan -> scan.orderBy(due.ascending()).offset(3).limit(11),
              scan -> scan.orderBy(jobs.stringColumn("payload").ascending()).limit(7),
              scan -> scan.using("by_due"));
      for (UnaryOperator<Scan> order : orders) {
        for (IsolationLevel level : IsolationLevel.values()) {
          try (Transaction tx = db.begin(level)) {
            List<String> plain = read(jobs, tx, order, UnaryOperator.identity());
            assertThat(plain.size()).isGreaterThanOrEqualTo(7);
            String run = DIVISIONS.get(number) + " " + level;
            assertThat(read(jobs, tx, order, Scan::forUpdate)).as(run).isEqualTo(plain);
            assertThat(read(jobs, tx, order, Scan::forUpdateNoWait)).as(run).isEqualTo(plain);
          }
        }
      }
    }
  }

  @Test
  void shouldLockTheRowThatIsShownWhenPartitionsAreMerged() {
    Table jobs = jobs(1);
    LongColumn id = jobs.longColumn("id");
    try (Transaction tx = db.begin();
        PreparedScan scan =
            jobs.scan()
                .where(jobs.stringColumn("payload").isNotNull())
                .orderBy(jobs.longColumn("due").ascending())
                .forUpdate()
                .prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        String shard = cursor.getString(jobs.stringColumn("shard"));
        long row = cursor.getLong(id);
        try (Transaction other = db.begin(IsolationLevel.READ_COMMITTED)) {
          Get get = jobs.get().set(jobs.stringColumn("shard"), shard).set(id, row);
          assertThatThrownBy(() -> get.fetchForUpdateNoWait(other))
              .isInstanceOf(LockTimeoutException.class);
        }
      }
    }
  }

  @Test
  void shouldPassOverRowsWhenTheirPartitionWasDroppedAndMadeAnewMeanwhile() {
    Table jobs = jobs(0);
    StringColumn shard = jobs.stringColumn("shard");
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
        PreparedScan scan = jobs.scan().where(shard.eq("a")).forUpdate().prepare();
        RowCursor cursor = scan.open(tx)) {
      jobs.listPartitions().stream()
          .filter(partition -> partition.name().equals("a"))
          .forEach(jobs::dropPartition);
      jobs.insert().set(shard, "a").set(jobs.longColumn("id"), 0L).execute();
      assertThat(cursor.next()).as("a row of the partition that is gone").isFalse();
    }
    assertThat(jobs.get().set(shard, "a").set(jobs.longColumn("id"), 0L).find()).isPresent();
  }
}
