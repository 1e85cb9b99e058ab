package io.ashlar.bench.growth;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue: each turn, a transaction, inserts a row at the tail, reads the head and deletes it. The
 * rows before the head are gone, yet the store remembers their deletion for a while, and a search
 * for the head that begins at the start of the table meets those memories. The latency of reading
 * the head, opening and closing the scan included, is kept by decade of turns. A first, shorter run
 * on another table lets the JVM compile the path.
 */
final class QueueGrowth {

  private static final int FIRST_DECADE = 1_000;
  private static final int WARMUP_TURNS = 20_000;
  private static final int TURNS_PER_REPORT = 1 << 16;
  private static final double US_PER_MS = 1_000;

  private final GrowthOptions options;
  private final Progress progress;
  private final TextTable table =
      new TextTable(
          0,
          "turns to",
          "reads",
          "p50 us",
          "p95 us",
          "p99 us",
          "p99.9 us",
          "max us",
          "p50 of first",
          "p99 of first");
  private final List<String> jsonLines = new ArrayList<>();
  private Latencies first;

  QueueGrowth(GrowthOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  GrowthSection run() {
    progress.show("warming up the queue");
    try (WorkDirectory directory = WorkDirectory.of(options.directory("queue-warmup"));
        Database database = open(directory)) {
      turn(database, 0, Math.min(WARMUP_TURNS, options.turns()), new Latencies());
    }
    boolean passed = true;
    try (WorkDirectory directory = WorkDirectory.of(options.directory("queue"));
        Database database = open(directory)) {
      int from = 0;
      for (long decade = FIRST_DECADE; from < options.turns(); decade *= 10) {
        int to = (int) Math.min(decade, options.turns());
        Latencies latencies = new Latencies();
        passed &= turn(database, from, to, latencies);
        report(to, latencies);
        from = to;
      }
    }
    return new GrowthSection(
        "reading the head of a queue of "
            + options.backlog()
            + " rows, by turns; looked for from the "
            + (options.fromPosition() ? "last head on" : "start of the table"),
        table,
        jsonLines,
        passed);
  }

  private Database open(WorkDirectory directory) {
    return Database.open(
        directory.path(), Options.builder().durability(options.durability()).build());
  }

  /** Takes turns; the head before turn n is row n. Says whether it always was. */
  private boolean turn(Database database, int from, int to, Latencies latencies) {
    RowTable rows = from == 0 ? RowTable.create(database) : RowTable.of(database);
    if (from == 0) {
      rows.load(options.backlog(), 0, progress);
    }
    Insert insert = rows.table.insert();
    Delete delete = rows.table.delete().where(rows.id.eq(parameter(0)));
    boolean right = true;
    try (PreparedScan head = head(rows);
        Transaction transaction = database.begin()) {
      transaction.rollback();
      for (int turn = from; turn < to; turn++) {
        transaction.begin();
        rows.insert(insert, (long) turn + options.backlog(), 0).execute(transaction);
        long begin = System.nanoTime();
        if (options.fromPosition()) {
          head.bind(0, turn);
        }
        long id = read(rows, head, transaction);
        latencies.record(System.nanoTime() - begin);
        right &= id == turn && delete.bind(0, id).execute(transaction) == 1;
        transaction.commit();
        if (turn % TURNS_PER_REPORT == 0) {
          progress.show("queue: " + turn + " of " + options.turns() + " turns");
        }
      }
    }
    return right;
  }

  private PreparedScan head(RowTable rows) {
    Scan scan = rows.table.scan().orderBy(rows.id.ascending()).limit(1).select(rows.id);
    return (options.fromPosition() ? scan.where(rows.id.atLeast(parameter(0))) : scan).prepare();
  }

  private static long read(RowTable rows, PreparedScan head, Transaction transaction) {
    try (RowCursor row = head.open(transaction)) {
      return row.next() ? row.getLong(rows.id) : -1;
    }
  }

  private void report(int turns, Latencies latencies) {
    if (first == null) {
      first = latencies;
    }
    double p50OfFirst = latencies.percentileMs(50) / first.percentileMs(50);
    double p99OfFirst = latencies.percentileMs(99) / first.percentileMs(99);
    table.add(
        TextTable.number(turns),
        TextTable.number(latencies.count()),
        us(latencies, 50),
        us(latencies, 95),
        us(latencies, 99),
        us(latencies, 99.9),
        us(latencies, 100),
        TextTable.number(p50OfFirst, 2),
        TextTable.number(p99OfFirst, 2));
    jsonLines.add(
        new JsonObject()
            .put("part", "queue")
            .put("turns", turns)
            .put("reads", latencies.count())
            .put("backlog", options.backlog())
            .put("from_position", options.fromPosition())
            .put("p50_us", latencies.percentileMs(50) * US_PER_MS)
            .put("p95_us", latencies.percentileMs(95) * US_PER_MS)
            .put("p99_us", latencies.percentileMs(99) * US_PER_MS)
            .put("p999_us", latencies.percentileMs(99.9) * US_PER_MS)
            .put("max_us", latencies.percentileMs(100) * US_PER_MS)
            .put("p50_ratio_to_first", p50OfFirst)
            .put("p99_ratio_to_first", p99OfFirst)
            .toLine());
  }

  private static String us(Latencies latencies, double percentile) {
    return TextTable.number(latencies.percentileMs(percentile) * US_PER_MS, 1);
  }
}
