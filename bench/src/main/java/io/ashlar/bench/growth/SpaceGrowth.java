package io.ashlar.bench.growth;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Update;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.JsonObject;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.TextTable;
import io.ashlar.workbench.WorkDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * A table whose rows are updated in place, all of them in each round, in another order each time.
 * What the files hold is compared with a store that was only ever given the last version of each
 * row. The public API has no compaction, so both stores are closed and opened again, which moves
 * the log into tables, and then left alone until their size stays the same.
 */
final class SpaceGrowth {

  /** Prime, so that its multiples visit every row once. */
  private static final long STRIDE = 1_000_003;

  private final GrowthOptions options;
  private final Progress progress;
  private final TextTable table =
      new TextTable(1, "when", "rows", "updates", "live MiB", "on disk MiB", "disk / live");
  private final List<String> jsonLines = new ArrayList<>();

  SpaceGrowth(GrowthOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  GrowthSection run() throws InterruptedException {
    long liveBytes = liveBytes();
    boolean passed;
    try (WorkDirectory directory = WorkDirectory.of(options.directory("space"))) {
      try (Database database = Database.open(directory.path(), storeOptions())) {
        RowTable rows = RowTable.create(database);
        rows.load(options.spaceRows(), 0, progress);
        for (int round = 1; round <= options.rounds(); round++) {
          progress.show("updating: round " + round + " of " + options.rounds());
          update(rows, round);
        }
        report("after the last update", liveBytes, database.monitor().statistics().bytesOnDisk());
      }
      try (Database database = Database.open(directory.path(), storeOptions())) {
        report("after reopening", liveBytes, database.monitor().statistics().bytesOnDisk());
        progress.show("waiting for compactions");
        long settled = StoreFiles.settle(database, options.settleSeconds());
        report("when it had settled", liveBytes, settled);
        database.maintenance().compact();
        report("after compact()", liveBytes, StoreFiles.settle(database, options.settleSeconds()));
        passed = allAt(RowTable.of(database), options.rounds());
      }
    }
    return new GrowthSection(
        "size on disk of a table updated in place "
            + options.rounds()
            + " times over; live: a store that was given the last versions only",
        table,
        jsonLines,
        passed);
  }

  private Options storeOptions() {
    return Options.builder().durability(options.durability()).build();
  }

  private long liveBytes() throws InterruptedException {
    try (WorkDirectory directory = WorkDirectory.of(options.directory("space-live"))) {
      try (Database database = Database.open(directory.path(), storeOptions())) {
        RowTable.create(database).load(options.spaceRows(), options.rounds(), progress);
      }
      try (Database database = Database.open(directory.path(), storeOptions())) {
        database.maintenance().compact();
        return StoreFiles.settle(database, options.settleSeconds());
      }
    }
  }

  private void update(RowTable rows, int round) {
    Update update = rows.table.update().where(rows.id.eq(parameter(0)));
    int size = options.spaceRows();
    try (Transaction transaction = rows.database.begin()) {
      for (int i = 0; i < size; i++) {
        if (i > 0 && i % RowTable.ROWS_PER_COMMIT == 0) {
          transaction.commit();
          transaction.begin();
        }
        update
            .bind(0, Math.floorMod(i * STRIDE + (long) round * round, (long) size))
            .add(rows.counter, 1)
            .set(rows.payload, rows.noise(), rows.noiseOffset(), RowTable.PAYLOAD_BYTES)
            .execute(transaction);
      }
      transaction.commit();
    }
  }

  private boolean allAt(RowTable rows, long counter) {
    long right = 0;
    try (ReadTransaction view = rows.database.beginRead();
        PreparedScan scan = rows.table.scan().select(rows.counter).prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        right += row.getLong(rows.counter) == counter ? 1 : 0;
      }
    }
    return right == options.spaceRows();
  }

  private void report(String when, long liveBytes, long diskBytes) {
    long updates = (long) options.spaceRows() * options.rounds();
    double ratio = (double) diskBytes / liveBytes;
    table.add(
        when,
        TextTable.number(options.spaceRows()),
        TextTable.number(updates),
        mib(liveBytes),
        mib(diskBytes),
        TextTable.number(ratio, 2));
    jsonLines.add(
        new JsonObject()
            .put("part", "space")
            .put("when", when)
            .put("rows", options.spaceRows())
            .put("updates", updates)
            .put("live_bytes", liveBytes)
            .put("bytes_on_disk", diskBytes)
            .put("ratio", ratio)
            .toLine());
  }

  private static String mib(long bytes) {
    return TextTable.number(bytes / (double) (1 << 20), 1);
  }
}
