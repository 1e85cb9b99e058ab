package io.ashlar.bench.cache;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.CacheStatistics;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.util.SplittableRandom;

/**
 * Loads the table, whose newest tenth is hot, and reads: first single rows, then ranges of the hot
 * tenth with {@linkplain io.ashlar.Scan#cacheResults kept results}, one update in a hundred.
 */
public final class CacheBenchmark {

  static final int RANGES = 100;
  static final int RANGE_ROWS = 20;

  private static final int HOT_PART = 10;
  private static final int COLD_READS = 10;
  private static final int READS_PER_UPDATE = 100;
  private static final int READS_PER_VIEW = 1_000;
  private static final int ROWS_PER_COMMIT = 1_000;
  private static final int PAYLOAD_BYTES = 72;

  private final CacheOptions options;
  private final Progress progress;
  private final SplittableRandom random = new SplittableRandom(7);
  private Table table;
  private LongColumn id;
  private LongColumn counter;
  private long[] counters;
  private boolean consistent = true;

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public CacheBenchmark(CacheOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return what was found
   */
  public CacheResult run() {
    Options database =
        Options.builder()
            .durability(Durability.NONE)
            .cacheBytes((long) options.cacheMib() << 20)
            .build();
    try (WorkDirectory directory = WorkDirectory.of(options.directory());
        Database db = Database.open(directory.path(), database)) {
      load(db);
      progress.show("reading rows");
      readRows(db, options.reads() / 2, new Latencies());
      CacheStatistics before = db.monitor().cacheStatistics();
      Latencies gets = new Latencies();
      readRows(db, options.reads(), gets);
      CacheStatistics after = db.monitor().cacheStatistics();
      double hits = after.blockHits() - before.blockHits();
      double misses = after.blockMisses() - before.blockMisses();
      progress.show("reading ranges");
      readRanges(db, options.reads() / 2, new Latencies());
      before = db.monitor().cacheStatistics();
      Latencies scans = new Latencies();
      readRanges(db, options.reads(), scans);
      after = db.monitor().cacheStatistics();
      double shown = after.resultHits() - before.resultHits();
      TableStatistics line = db.monitor().tableStatistics().get(0);
      return new CacheResult(
          line.bytes(),
          gets,
          hits / (hits + misses),
          misses / gets.count(),
          scans,
          shown / (shown + after.resultMisses() - before.resultMisses()),
          line,
          db.monitor().memory(),
          consistent);
    } finally {
      progress.clear();
    }
  }

  private void load(Database db) {
    table =
        db.schema()
            .createTable(
                TableSchema.named("rows")
                    .column("id", LONG)
                    .column("counter", LONG)
                    .column("payload", BYTES)
                    .primaryKey("id")
                    .build());
    id = table.longColumn("id");
    counter = table.longColumn("counter");
    BytesColumn payload = table.bytesColumn("payload");
    counters = new long[options.rows()];
    byte[] noise = new byte[PAYLOAD_BYTES];
    Insert insert = table.insert();
    try (Transaction transaction = db.begin()) {
      for (int row = 0; row < options.rows(); row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          transaction.commit();
          transaction.begin();
          if (row % (100 * ROWS_PER_COMMIT) == 0) {
            progress.show("loading: " + row + " of " + options.rows() + " rows");
          }
        }
        random.nextBytes(noise);
        counters[row] = row;
        insert.set(id, row).set(counter, row).set(payload, noise).execute(transaction);
      }
      transaction.commit();
    }
    db.maintenance().compact();
  }

  /** The first row of the hot tenth. */
  private int hotFrom() {
    return options.rows() - options.rows() / HOT_PART;
  }

  private void readRows(Database db, int reads, Latencies latencies) {
    Get get = table.get();
    int done = 0;
    while (done < reads) {
      try (ReadTransaction view = db.beginRead()) {
        for (int i = 0; i < READS_PER_VIEW && done < reads; i++) {
          int hot = hotFrom();
          int row =
              random.nextInt(COLD_READS) == 0
                  ? random.nextInt(hot)
                  : hot + random.nextInt(options.rows() - hot);
          long begin = System.nanoTime();
          boolean found = get.set(id, row).fetch(view);
          latencies.record(System.nanoTime() - begin);
          consistent &= found && get.getLong(counter) == counters[row];
          done++;
        }
      }
    }
  }

  private void readRanges(Database db, int reads, Latencies latencies) {
    Update update = table.update().where(id.eq(parameter(0)));
    try (PreparedScan range =
        table
            .scan()
            .where(id.atLeast(parameter(0)).and(id.lessThan(parameter(1))))
            .cacheResults()
            .prepare()) {
      for (int i = 0; i < reads; i++) {
        int first = hotFrom() + RANGE_ROWS * random.nextInt(RANGES);
        if (i % READS_PER_UPDATE == 0) {
          int row = first + random.nextInt(RANGE_ROWS);
          counters[row] += options.rows();
          consistent &= update.bind(0, row).set(counter, counters[row]).execute() == 1;
        }
        try (ReadTransaction view = db.beginRead()) {
          long begin = System.nanoTime();
          consistent &= read(range.bind(0, first).bind(1, first + RANGE_ROWS), view, first);
          latencies.record(System.nanoTime() - begin);
        }
      }
    }
  }

  private boolean read(PreparedScan range, ReadTransaction view, int first) {
    int row = first;
    boolean right = true;
    try (RowCursor rows = range.open(view)) {
      while (rows.next()) {
        right &= rows.getLong(id) == row && rows.getLong(counter) == counters[row];
        row++;
      }
    }
    return right && row == first + RANGE_ROWS;
  }
}
