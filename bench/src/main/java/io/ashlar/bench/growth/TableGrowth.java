package io.ashlar.bench.growth;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Update;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Point reads, short scans and updates of random rows, in tables of growing size, with memory for a
 * tenth of the rows. A table is loaded with the default options, closed, and opened again with as
 * little memory as it shall be measured with.
 */
final class TableGrowth {

  static final int SCANNED_ROWS = 50;

  private static final int CACHE_SHARE = 10;
  private static final long LEAST_CACHE_BYTES = 1 << 20;
  private static final int MEMTABLES_IN_CACHE = 8;
  private static final long LEAST_MEMTABLE_BYTES = 64 << 10;
  private static final double US_PER_MS = 1_000;

  private final GrowthOptions options;
  private final Progress progress;
  private final TextTable table =
      new TextTable(
          1,
          "operation",
          "rows",
          "cache MiB",
          "ops/s",
          "mean us",
          "p50 us",
          "p99 us",
          "bytes/op",
          "of the first");
  private final List<String> jsonLines = new ArrayList<>();
  private final Map<String, Double> firstMeans = new HashMap<>();
  private boolean passed = true;

  TableGrowth(GrowthOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  GrowthSection run() {
    for (int rows : options.sizes()) {
      try (WorkDirectory directory = WorkDirectory.of(options.directory("rows-" + rows))) {
        try (Database database = Database.open(directory.path())) {
          RowTable.create(database).load(rows, 0, progress);
        }
        long cacheBytes =
            Math.max(LEAST_CACHE_BYTES, (long) rows * RowTable.ROW_BYTES / CACHE_SHARE);
        try (Database database = Database.open(directory.path(), memory(cacheBytes))) {
          measure(RowTable.of(database), rows, cacheBytes);
        }
      }
    }
    return new GrowthSection(
        "random rows, memory for a tenth of them; scans read "
            + SCANNED_ROWS
            + " rows; updates commit one row each, durability "
            + options.durability(),
        table,
        jsonLines,
        passed);
  }

  private Options memory(long cacheBytes) {
    return Options.builder()
        .cacheBytes(cacheBytes)
        .memtableBytes(Math.max(LEAST_MEMTABLE_BYTES, cacheBytes / MEMTABLES_IN_CACHE))
        .durability(options.durability())
        .build();
  }

  private void measure(RowTable rows, int size, long cacheBytes) {
    SplittableRandom random = new SplittableRandom(size);
    Get get = rows.table.get();
    try (ReadTransaction view = rows.database.beginRead();
        PreparedScan scan =
            rows.table
                .scan()
                .where(rows.id.atLeast(parameter(0)))
                .orderBy(rows.id.ascending())
                .limit(SCANNED_ROWS)
                .prepare()) {
      report(
          time("point_read", size, random, id -> get.set(rows.id, id).fetch(view)),
          size,
          cacheBytes);
      report(
          time("short_scan", size, random, id -> scanned(rows, scan, view, id, size)),
          size,
          cacheBytes);
    }
    Update update = rows.table.update().where(rows.id.eq(parameter(0)));
    try (Transaction transaction = rows.database.begin()) {
      transaction.rollback();
      report(
          time("update", size, random, id -> updated(rows, update, transaction, id)),
          size,
          cacheBytes);
    }
  }

  private static boolean scanned(
      RowTable rows, PreparedScan scan, ReadTransaction view, long id, int size) {
    long expected = id;
    try (RowCursor row = scan.bind(0, id).open(view)) {
      while (row.next() && row.getLong(rows.id) == expected && row.getLong(rows.counter) >= 0) {
        expected++;
      }
    }
    return expected == Math.min(id + SCANNED_ROWS, size);
  }

  private static boolean updated(RowTable rows, Update update, Transaction transaction, long id) {
    transaction.begin();
    long changed = update.bind(0, id).add(rows.counter, 1).execute(transaction);
    transaction.commit();
    return changed == 1;
  }

  /** Runs an operation on random ids; false from the operation means that a row was not found. */
  private Measurement time(
      String name, int size, SplittableRandom random, LongPredicate operation) {
    progress.show(name + " of " + size + " rows");
    runFor(options.warmupSeconds(), size, random, operation, new Latencies());
    Latencies latencies = new Latencies();
    long allocatedBefore = Allocation.ofCurrentThread();
    long begin = System.nanoTime();
    runFor(options.seconds(), size, random, operation, latencies);
    long elapsedNs = System.nanoTime() - begin;
    long allocated = Allocation.ofCurrentThread() - allocatedBefore;
    return new Measurement(name, latencies.count(), elapsedNs, latencies, allocated);
  }

  private void runFor(
      int seconds, int size, SplittableRandom random, LongPredicate operation, Latencies into) {
    long lengthNs = TimeUnit.SECONDS.toNanos(seconds);
    long begin = System.nanoTime();
    long now = begin;
    while (now - begin < lengthNs) {
      passed &= operation.test(random.nextInt(size));
      long end = System.nanoTime();
      into.record(end - now);
      now = end;
    }
  }

  private void report(Measurement measured, int size, long cacheBytes) {
    double meanUs = TimeUnit.SECONDS.toMicros(1) / measured.perSecond();
    firstMeans.putIfAbsent(measured.operation(), meanUs);
    double ofFirst = meanUs / firstMeans.get(measured.operation());
    double p50Us = measured.latencies().percentileMs(50) * US_PER_MS;
    double p99Us = measured.latencies().percentileMs(99) * US_PER_MS;
    table.add(
        measured.operation(),
        TextTable.number(size),
        TextTable.number(cacheBytes >> 20),
        TextTable.number(measured.perSecond(), 0),
        TextTable.number(meanUs, 2),
        TextTable.number(p50Us, 2),
        TextTable.number(p99Us, 2),
        TextTable.number(measured.bytesPerOperation(), 1),
        TextTable.number(ofFirst, 2));
    jsonLines.add(
        new JsonObject()
            .put("part", "rows")
            .put("operation", measured.operation())
            .put("rows", size)
            .put("cache_bytes", cacheBytes)
            .put("ops_per_second", measured.perSecond())
            .put("mean_us", meanUs)
            .put("p50_us", p50Us)
            .put("p99_us", p99Us)
            .put("alloc_bytes_per_op", measured.bytesPerOperation())
            .put("ratio_to_first", ofFirst)
            .toLine());
  }
}
