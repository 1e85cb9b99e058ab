package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.query.Column;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a cursor does while another thread ends its transaction, it is told that, and only that;
 * who ends it by a close is not refused.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class CursorRaceTest extends DatabaseTest {

  private static final int ROWS = 60;
  private static final int ROUNDS = 6;
  private static final long PAUSE_NS = 20_000;

  private final SplittableRandom random = new SplittableRandom();
  private Table jobs;
  private LongColumn id;
  private LongColumn due;
  private StringColumn payload;

  CursorRaceTest(StoreKind kind) {
    super(kind);
  }

  /** Something that reads in a transaction. */
  private interface Reading {
    void run(Transaction transaction);
  }

  @Test
  void shouldSayThatTheTransactionHasEnded() throws Exception {
    for (boolean partitioned : new boolean[] {false, true}) {
      fill(partitioned);
      for (Reading reading : readings()) {
        for (int round = 0; round < ROUNDS; round++) {
          endUnder(reading, round % 2 == 0);
        }
      }
      db.schema().dropTable("jobs");
    }
    assertThat(db.monitor().diagnostics().transactions()).isEmpty();
    assertThat(db.monitor().diagnostics().locked()).isFalse();
  }

  private void fill(boolean partitioned) {
    TableSchema.Builder schema =
        TableSchema.named("jobs")
            .column("shard", ColumnType.LONG)
            .column("id", ColumnType.LONG)
            .column("due", ColumnType.LONG)
            .column("payload", ColumnType.STRING)
            .primaryKey("shard", "id")
            .index("by_due", ix -> ix.ascending("due"));
    jobs =
        db.schema()
            .createTable(
                (partitioned ? schema.partitionBy(Partitioning.hash(3, "shard")) : schema).build());
    id = jobs.longColumn("id");
    due = jobs.longColumn("due");
    payload = jobs.stringColumn("payload");
    db.transact(
        tx -> {
          for (long row = 0; row < ROWS; row++) {
            put(tx, row);
          }
        });
  }

  private void put(Transaction tx, long row) {
    jobs.upsert(tx)
        .set(jobs.longColumn("shard"), row % 3)
        .set(id, row)
        .set(due, row / 2)
        .set(payload, "p".repeat((int) (row % 50) + 1))
        .execute();
  }

  private List<Reading> readings() {
    List<Reading> all = new ArrayList<>();
    List<Scan> scans =
        List.of(
            jobs.scan(),
            jobs.scan().where(payload.eq("pp")).reverse(),
            byDue(),
            byDue().forUpdate(),
            byDue().budget(Budget.ofBytes(400)),
            byDue().limit(20).cacheResults(),
            jobs.scan().orderBy(payload.ascending()).limit(9),
            jobs.scan().orderBy(payload.ascending()).limit(9).forUpdate());
    for (Scan scan : scans) {
      all.add(tx -> read(scan, tx));
    }
    all.add(tx -> group(due, tx));
    all.add(tx -> group(payload, tx));
    return all;
  }

  private Scan byDue() {
    return jobs.scan().where(payload.isNotNull()).orderBy(due.ascending());
  }

  private void read(Scan description, Transaction tx) {
    try (PreparedScan scan = description.prepare();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        assertThat(rows.getString(payload)).startsWith("p");
        assertThat(rows.getLong(due)).isNotNegative();
      }
      if (rows.stopped().name().endsWith("BUDGET")) {
        assertThat(rows.continuation()).isPresent();
      }
    }
  }

  private void group(Column column, Transaction tx) {
    LongAggregate rows = Aggregate.count();
    try (PreparedGroups groups =
            jobs.scan().where(payload.isNotNull()).groupBy(column).aggregate(rows);
        GroupCursor group = groups.open(tx)) {
      while (group.next()) {
        assertThat(group.getLong(rows)).isPositive();
        assertThat(group.get(column)).isNotNull();
      }
    }
  }

  private void endUnder(Reading reading, boolean close) throws Exception {
    Transaction tx = db.begin();
    put(tx, 1_000_000);
    AtomicLong turns = new AtomicLong();
    FutureTask<Throwable> reader =
        new FutureTask<>(
            () -> {
              while (true) {
                try {
                  reading.run(tx);
                } catch (IllegalUseException e) {
                  if (close || !e.getMessage().contains("in use by another thread")) {
                    return e;
                  }
                } catch (Throwable ended) {
                  return ended;
                } finally {
                  turns.incrementAndGet();
                }
              }
            });
    new Thread(reader, "reads-under-the-end").start();
    while (turns.get() == 0 && !reader.isDone()) {
      LockSupport.parkNanos(PAUSE_NS);
    }
    LockSupport.parkNanos(random.nextInt(300_000));
    if (!close) {
      rollBack(tx);
    }
    tx.close();
    Throwable ended = reader.get(60, TimeUnit.SECONDS);
    if (!(ended instanceof ClosedException)) {
      throw new AssertionError("close: " + close, ended);
    }
  }

  /** Refused while the reader is inside. */
  private static void rollBack(Transaction tx) {
    while (true) {
      try {
        tx.rollback();
        return;
      } catch (IllegalUseException inUse) {
        assertThat(inUse).hasMessageStartingWith("The transaction is in use by another thread.");
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }
}
