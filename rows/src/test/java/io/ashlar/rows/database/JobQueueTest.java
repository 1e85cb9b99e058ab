package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.RetryableException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that take jobs from a table: each job is done once, and nobody waits for anybody. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class JobQueueTest extends DatabaseTest {

  private static final int JOBS = 400;
  private static final int WORKERS = 6;

  private Table jobs;
  private LongColumn id;
  private LongColumn due;
  private StringColumn shard;
  private final ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();

  JobQueueTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder().durability(Durability.NONE).lockTimeout(Duration.ofHours(1)).build();
  }

  private TableSchema.Builder schema(String table) {
    return TableSchema.named(table)
        .column("shard", ColumnType.STRING)
        .column("id", ColumnType.LONG)
        .column("due", ColumnType.LONG)
        .primaryKey("shard", "id")
        .index("by_due", ix -> ix.ascending("due"));
  }

  private void use(TableSchema made) {
    jobs = db.schema().createTable(made);
    id = jobs.longColumn("id");
    due = jobs.longColumn("due");
    shard = jobs.stringColumn("shard");
    for (long job = 0; job < JOBS; job++) {
      assertThat(
              jobs.insert()
                  .set(shard, "s" + job % 3)
                  .set(id, job)
                  .set(due, job * 7 % JOBS)
                  .execute())
          .isEqualTo(1);
    }
    left.set(JOBS);
    done.clear();
  }

  /** Takes jobs until all are done; gives some of them back. */
  private Callable<Void> worker(IsolationLevel level, int seed, boolean sorts) {
    return () -> {
      Random random = new Random(seed);
      try (PreparedScan next =
              (sorts ? jobs.scan().orderBy(due.ascending()).using("primary") : jobs.scan())
                  .limit(1)
                  .forUpdateSkipLocked()
                  .prepare();
          Transaction tx = db.begin(level)) {
        while (left.get() > 0) {
          if (!tx.active()) {
            tx.begin();
          }
          take(next, tx, random.nextInt(4) == 0);
        }
      }
      return null;
    };
  }

  private void take(PreparedScan next, Transaction tx, boolean givesBack) {
    try {
      long job = -1;
      try (RowCursor row = next.open(tx)) {
        if (row.next()) {
          job = row.getLong(id);
          String where = row.getString(shard);
          assertThat(jobs.delete(tx).where(shard.eq(where).and(id.eq(job))).execute()).isEqualTo(1);
        }
      }
      if (job < 0 || givesBack) {
        tx.rollback();
      } else {
        tx.commit();
        done.add(job);
        left.decrementAndGet();
      }
    } catch (RetryableException taken) {
      assertThat(tx.isolation()).isNotEqualTo(IsolationLevel.READ_COMMITTED);
    }
  }

  private void work(IsolationLevel level, boolean sorts) throws Exception {
    long waits = db.monitor().statistics().lockWaits();
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<Void>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(worker(level, i, sorts));
      }
      for (Future<Void> each : threads.invokeAll(workers, 240, TimeUnit.SECONDS)) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(done).as(level.name()).hasSize(JOBS);
    assertThat(done.stream().mapToLong(Long::longValue).sorted().toArray())
        .isEqualTo(LongStream.range(0, JOBS).toArray());
    try (ReadTransaction view = db.beginRead();
        PreparedScan all = jobs.scan().prepare();
        RowCursor row = all.open(view)) {
      assertThat(row.next()).isFalse();
    }
    assertThat(db.monitor().statistics().lockWaits()).isEqualTo(waits);
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  @Test
  void shouldDoEachJobOnceAtEveryLevel() throws Exception {
    for (IsolationLevel level : IsolationLevel.values()) {
      use(schema("jobs_" + level).build());
      work(level, false);
    }
  }

  @Test
  void shouldDoEachJobOnceWhenTheyAreSortedInMemory() throws Exception {
    use(schema("jobs").build());
    work(IsolationLevel.READ_COMMITTED, true);
  }

  @Test
  void shouldDoEachJobOnceWhenTheTableHasPartitionsAndRowsExpire() throws Exception {
    use(
        schema("jobs")
            .partitionBy(Partitioning.list("shard"))
            .expireAfter(Duration.ofDays(1))
            .build());
    work(IsolationLevel.READ_COMMITTED, false);
  }
}
