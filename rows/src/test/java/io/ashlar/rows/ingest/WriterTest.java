package io.ashlar.rows.ingest;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.error.AshlarException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.database.Beneath;
import io.ashlar.rows.database.Databases;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * A database over a store that fails on request, a table in it, and what a writer says of failed
 * rows. At the end rows and entries agree, and no buffer is missing.
 */
@Timeout(120)
abstract class WriterTest {

  static final Duration NEVER = Duration.ofDays(1);

  static final TableSchema EVENTS =
      TableSchema.named("events")
          .column("id", LONG)
          .column("n", LONG)
          .notNull()
          .column("name", STRING)
          .maxLength(300)
          .primaryKey("id")
          .check("positive", LongColumn.named("n").atLeast(0))
          .uniqueIndex("by_name", ix -> ix.ascending("name"))
          .build();

  /** Writes nothing unless it is told to. */
  static final WriterOptions LAZY = WriterOptions.defaults().batchDelay(NEVER);

  /** One row a batch, and four at once. */
  static final WriterOptions SMALL =
      WriterOptions.defaults().batchRows(1).queueRows(4).waitAtMost(NEVER);

  final FaultyStore faulty = new FaultyStore();
  final Queue<FailedRow> failed = new ConcurrentLinkedQueue<>();
  Database db;
  Table events;
  LongColumn id;
  LongColumn n;
  StringColumn name;

  Options options() {
    return Options.builder().lockTimeout(Duration.ofMillis(1)).maxRetries(0).build();
  }

  @BeforeEach
  void open() {
    db = Databases.over(faulty.store(), options());
    use(db.schema().createTable(EVENTS));
  }

  void use(Table table) {
    events = table;
    id = table.longColumn("id");
    n = table.longColumn("n");
    name = table.stringColumn("name");
  }

  @AfterEach
  void verifyAndClose() {
    faulty.fault = null;
    faulty.release();
    BufferPool pool = Beneath.pool(db);
    try {
      if (isOpen()) {
        assertThat(db.maintenance().verify().problems()).isEmpty();
      }
    } finally {
      db.close();
    }
    assertThat(pool.outstanding()).isZero();
  }

  private boolean isOpen() {
    try {
      return !db.schema().tables().isEmpty();
    } catch (AshlarException closed) {
      return false;
    }
  }

  TableWriter writer(WriterOptions options) {
    return events.writer(options.onFailedRow(failed::add));
  }

  boolean submit(RowFiller filler, long key) {
    return filler.set(id, key).set(n, key).submit();
  }

  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** The ids in the table, in order. */
  List<Long> ids() {
    List<Long> found = new ArrayList<>();
    try (PreparedScan scan = events.scan().orderBy(id.ascending()).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        found.add(rows.getLong(id));
      }
    }
    return found;
  }

  /** Notes what it is told. */
  static final class Told implements Acknowledgement {

    final List<Object> all = new ArrayList<>();

    @Override
    public synchronized void written(long timestamp) {
      all.add(timestamp);
    }

    @Override
    public synchronized void failed(AshlarException failure) {
      all.add(failure);
    }

    synchronized Object only() {
      assertThat(all).hasSize(1);
      return all.get(0);
    }

    synchronized boolean isTold() {
      return !all.isEmpty();
    }
  }
}
