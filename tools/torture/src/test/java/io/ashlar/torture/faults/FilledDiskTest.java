package io.ashlar.torture.faults;

import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.torture.power.LoopDisk;
import io.ashlar.torture.power.NotPermittedException;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small disk that a database with default options fills by itself. */
@Timeout(300)
class FilledDiskTest {

  private static final long DISK_BYTES = 90L << 20;
  private static final long ROWS_EACH = 1_000_000;
  private static final int PAYLOAD_BYTES = 4_000;
  private static final int BATCH = 20;

  @TempDir private Path directory;
  private final SplittableRandom random = new SplittableRandom();
  private long after;

  @Test
  void shouldGoOnWithoutRestartWhenAPartitionOfAFullDiskIsDropped() throws Exception {
    try (LoopDisk disk = disk()) {
      Path store = disk.root().resolve("store");
      try (Database database = Database.open(store, options())) {
        Table events =
            database
                .schema()
                .createTable(
                    TableSchema.named("events")
                        .column("id", LONG)
                        .column("payload", BYTES)
                        .primaryKey("id")
                        .partitionBy(Partitioning.range("id", ROWS_EACH))
                        .build());
        long first = fill(database, events, 0, Long.MAX_VALUE);
        assertThat(first).as("rows until the disk was full").isGreaterThan(1_000);
        assertThat(events.dropPartition(events.listPartitions().get(0))).isTrue();
        after = fillOnceThereIsSpace(database, events, ROWS_EACH);
      }
      try (Database database = Database.open(store, options())) {
        assertThat(database.maintenance().verify().problems()).isEmpty();
        Table events = database.table("events");
        assertThat(events.delete().execute()).as("what came after the drop").isEqualTo(after);
      }
    }
  }

  @Test
  void shouldGoOnWithoutRestartWhenAFlushFoundTheDiskFull() throws Exception {
    try (LoopDisk disk = disk();
        Database database = Database.open(disk.root().resolve("store"), options())) {
      Table events =
          database
              .schema()
              .createTable(
                  TableSchema.named("events")
                      .column("id", LONG)
                      .column("payload", BYTES)
                      .primaryKey("id")
                      .build());
      assertThat(fill(database, events, 0, 2_000)).isEqualTo(2_000);
      Path ballast = disk.root().resolve("ballast");
      fillUp(ballast);
      // Flushes first.
      assertThatThrownBy(database.maintenance()::compact)
          .isInstanceOf(OutOfSpaceException.class)
          .hasMessageContaining("file=");
      assertThat(fill(database, events, 2_000, BATCH)).as("rows on a full disk").isZero();
      Files.delete(ballast);
      assertThat(fillOnceThereIsSpace(database, events, 2_000)).isEqualTo(1_000);
      assertThat(database.maintenance().verify().problems()).isEmpty();
    }
  }

  private static void fillUp(Path ballast) throws IOException {
    byte[] chunk = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(chunk);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }

  private LoopDisk disk() throws Exception {
    try {
      return LoopDisk.create(directory, DISK_BYTES);
    } catch (NotPermittedException e) {
      return abort(e.getMessage());
    }
  }

  private static Options options() {
    return Options.builder().durability(Durability.NONE).build();
  }

  /** Inserts until the disk is full, or so many are there; returns how many were committed. */
  private long fill(Database database, Table events, long from, long most) {
    long id = from;
    while (id - from < most) {
      long begin = id;
      try {
        database.transact(
            transaction -> {
              for (int i = 0; i < BATCH; i++) {
                byte[] payload = new byte[PAYLOAD_BYTES];
                random.nextBytes(payload);
                events
                    .insert()
                    .set(events.longColumn("id"), begin + i)
                    .set(events.bytesColumn("payload"), payload)
                    .execute(transaction);
              }
            });
        id += BATCH;
      } catch (OutOfSpaceException full) {
        return id - from;
      }
    }
    return id - from;
  }

  /** The space comes back in the background, within a second or two. */
  private long fillOnceThereIsSpace(Database database, Table events, long from)
      throws InterruptedException {
    long inserted = 0;
    while (inserted < 1_000) {
      inserted += fill(database, events, from + inserted, 1_000 - inserted);
      Thread.sleep(10);
    }
    return inserted;
  }
}
