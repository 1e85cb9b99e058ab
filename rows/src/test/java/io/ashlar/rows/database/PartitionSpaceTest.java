package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a dropped partition took on disk comes back when nobody can see it, without a compaction.
 */
class PartitionSpaceTest {

  private static final long SPAN = 10_000;
  private static final long DEADLINE_SECONDS = 60;

  @TempDir private Path directory;

  @Test
  void shouldGiveSpaceBackWhenTheLastViewOfADroppedPartitionIsClosed() throws Exception {
    try (Database db = open()) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("readings")
                      .column("id", ColumnType.LONG)
                      .column("payload", ColumnType.BYTES)
                      .primaryKey("id")
                      .partitionBy(Partitioning.range("id", SPAN))
                      .build());
      fill(db, table, 2 * SPAN);
      db.maintenance().compact();
      long full = tableBytes();
      try (ReadTransaction view = db.beginRead()) {
        assertThat(rows(table, view)).isEqualTo(2 * SPAN);
        assertThat(table.dropPartition(table.listPartitions().get(0))).isTrue();
        try (ReadTransaction later = db.beginRead()) {
          assertThat(rows(table, later)).isEqualTo(SPAN);
        }
        // Longer than the store waits between two looks for what nobody sees.
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(tableBytes()).isGreaterThan(full * 9 / 10);
        assertThat(rows(table, view)).isEqualTo(2 * SPAN);
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
      while (tableBytes() > full * 7 / 10 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(tableBytes()).isLessThan(full * 7 / 10);
      try (ReadTransaction view = db.beginRead()) {
        assertThat(rows(table, view)).isEqualTo(SPAN);
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
    try (Database db = open();
        ReadTransaction view = db.beginRead()) {
      assertThat(rows(db.table("readings"), view)).isEqualTo(SPAN);
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  /** With files much smaller than a partition: those of its rows alone can go. */
  private Database open() {
    return Database.open(directory, Options.builder().memtableBytes(1 << 20).build());
  }

  private static void fill(Database db, Table table, long rows) {
    LongColumn id = table.longColumn("id");
    BytesColumn payload = table.bytesColumn("payload");
    Random random = new Random(1);
    byte[] noise = new byte[1_000];
    for (long first = 0; first < rows; first += 1_000) {
      long from = first;
      db.transact(
          tx -> {
            Insert insert = table.insert(tx);
            for (long key = from; key < from + 1_000; key++) {
              random.nextBytes(noise);
              assertThat(insert.set(id, key).set(payload, noise).execute()).isEqualTo(1);
            }
          });
    }
  }

  private static long rows(Table table, ReadTransaction view) {
    long rows = 0;
    try (PreparedScan all = table.scan().unbounded().prepare();
        RowCursor row = all.open(view)) {
      while (row.next()) {
        rows++;
      }
    }
    return rows;
  }

  private long tableBytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sst")).toList()) {
        bytes += sizeOf(file);
      }
    }
    return bytes;
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
