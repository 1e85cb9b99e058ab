package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.verify.RepairReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest {

  private static final int ROWS = 200;

  @TempDir private Path temp;

  private long newest;

  @Test
  void shouldOpenWithAPrefixWhenALossWasAccepted() throws IOException {
    Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Path directory = written();
    cutLog(directory);
    assertThatThrownBy(() -> Database.open(directory))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("lost commits");

    RepairReport report = Database.repair(directory);

    assertThat(report.durableTimestamp()).isGreaterThanOrEqualTo(newest);
    assertThat(report.newestTimestamp()).isPositive().isLessThan(newest);
    assertThat(report.newestTime().orElseThrow()).isBetween(begun, Instant.now());
    assertThat(report.durableTime().orElseThrow())
        .isBetween(report.newestTime().orElseThrow(), Instant.now());
    assertThat(report.recoveredChanges()).isLessThan(report.durableChanges());
    try (Database database = Database.open(directory)) {
      Table table = database.table("numbers");
      long left = 0;
      try (ReadTransaction view = database.beginRead()) {
        var get = table.get();
        while (get.set(table.longColumn("id"), left).fetch(view)) {
          left++;
          assertThat(get.version()).isLessThanOrEqualTo(report.newestTimestamp());
        }
        for (long id = left; id < ROWS; id++) {
          assertThat(get.set(table.longColumn("id"), id).fetch(view)).isFalse();
        }
      }
      assertThat(left).isBetween(1L, ROWS - 1L);
      assertThat(database.maintenance().verify().problems()).isEmpty();
      assertThat(insert(database, table, left)).isGreaterThan(report.durableTimestamp());
    }
    Database.open(directory).close();
  }

  @Test
  void shouldRefuseWhenNothingIsLost() {
    Path directory = written();
    assertThatThrownBy(() -> Database.repair(directory)).isInstanceOf(IllegalUseException.class);
    Database.open(directory).close();
  }

  @Test
  void shouldRefuseWhenThereIsNoDatabase() {
    assertThatThrownBy(() -> Database.repair(temp.resolve("missing")))
        .isInstanceOf(StoreOpenException.class);
    assertThat(temp.resolve("missing")).doesNotExist();
  }

  @Test
  void shouldWriteANewMarkWhenTheOldOneCannotBeRead() throws IOException {
    Path directory = written();
    Path mark = directory.resolve("DURABLE");
    Files.write(mark, new byte[8192]);
    assertThatThrownBy(() -> Database.open(directory)).isInstanceOf(CorruptionException.class);

    RepairReport report = Database.repair(directory);

    assertThat(report.durableTimestamp()).isZero();
    assertThat(report.durableTime()).isEmpty();
    // The close stored the count of rows after the last insert.
    assertThat(report.newestTimestamp()).isGreaterThanOrEqualTo(newest);
    try (Database database = Database.open(directory)) {
      assertThat(insert(database, database.table("numbers"), ROWS)).isGreaterThan(newest);
    }
  }

  private Path written() {
    Path directory = temp.resolve("store");
    try (Database database = Database.open(directory)) {
      Table table =
          database
              .schema()
              .createTable(
                  TableSchema.named("numbers").column("id", LONG).primaryKey("id").build());
      for (long id = 0; id < ROWS; id++) {
        newest = insert(database, table, id);
      }
    }
    return directory;
  }

  private static long insert(Database database, Table table, long id) {
    try (Transaction transaction = database.begin()) {
      table.insert().set(table.longColumn("id"), id).execute(transaction);
      return transaction.commit();
    }
  }

  private static void cutLog(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path log =
          files
              .filter(file -> file.toString().endsWith(".log"))
              .max(Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
      try (RandomAccessFile bytes = new RandomAccessFile(log.toFile(), "rw")) {
        bytes.setLength(bytes.length() / 2);
      }
    }
  }
}
