package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.MemoryPart;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All memory that the database bounds fits into one number. */
class MemoryBudgetTest {

  private static final long MIB = 1 << 20;
  private static final int ROWS = 60_000;
  private static final int ROWS_PER_COMMIT = 1_000;

  @TempDir private Path directory;

  private static long parts(Options options) {
    return options.cacheBytes()
        + options.pooledBytes()
        + options.writeSetLimitBytes()
        + options.commitWindowBytes()
        + options.resultCacheBytes()
        + options.residentBytes();
  }

  @ParameterizedTest
  @ValueSource(longs = {16, 17, 64, 256, 1_024, 16_384})
  void shouldShareTheBudgetOutWhenNoPartIsGiven(long mib) {
    Options options = Options.builder().memoryBudgetBytes(mib * MIB).build();
    assertThat(options.memoryBudgetBytes()).isEqualTo(mib * MIB);
    assertThat(parts(options)).isBetween(mib * MIB - 8, mib * MIB);
    assertThat(options.cacheBytes()).as("most is for the cache").isGreaterThan(mib * MIB / 2);
    assertThat(options.memtableBytes()).isLessThanOrEqualTo(options.cacheBytes() / 6);
  }

  @Test
  void shouldKeepWhatIsGivenWhenItFits() {
    Options options =
        Options.builder().memoryBudgetBytes(64 * MIB).cacheBytes(8 * MIB).pooledBytes(0).build();
    assertThat(options.cacheBytes()).isEqualTo(8 * MIB);
    assertThat(options.pooledBytes()).isZero();
    assertThat(parts(options)).isLessThanOrEqualTo(64 * MIB);
  }

  @Test
  void shouldRefuseWhenThePartsDoNotFit() {
    assertThatThrownBy(
            () -> Options.builder().memoryBudgetBytes(64 * MIB).cacheBytes(64 * MIB).build())
        .isInstanceOf(IllegalUseException.class)
        .hasMessageContaining("is more than memoryBudgetBytes=" + 64 * MIB);
    assertThatThrownBy(() -> Options.builder().memoryBudgetBytes(15 * MIB).build())
        .isInstanceOf(IllegalUseException.class)
        .hasMessageContaining("memoryBudgetBytes=" + 15 * MIB);
    assertThatThrownBy(() -> Options.builder().memtableBytes(200 * MIB).build())
        .isInstanceOf(IllegalUseException.class)
        .hasMessageContaining("memtableBytes");
  }

  @Test
  void shouldStayWithinTheBudgetWhenManyTimesAsMuchIsWrittenAndRead() {
    long budget = 16 * MIB;
    Options options =
        Options.builder()
            .memoryBudgetBytes(budget)
            .compression(false)
            .durability(Durability.NONE)
            .build();
    try (Database db = Databases.open(directory.resolve("db"), options)) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("id", ColumnType.LONG)
                      .column("text", ColumnType.STRING)
                      .primaryKey("id")
                      .build());
      LongColumn id = table.longColumn("id");
      StringColumn text = table.stringColumn("text");
      Random random = new Random(1);
      String filler = "x".repeat(1_000);
      for (int from = 0; from < ROWS; from += ROWS_PER_COMMIT) {
        int first = from;
        db.transact(
            tx -> {
              for (int i = first; i < first + ROWS_PER_COMMIT; i++) {
                table.insert(tx).set(id, i).set(text, random.nextLong() + filler).execute();
              }
            });
        requireWithin(db, budget);
      }
      db.maintenance().compact();
      try (PreparedScan all = table.scan().unbounded().prepare();
          ReadTransaction tx = db.beginRead();
          RowCursor rows = all.open(tx)) {
        int count = 0;
        while (rows.next()) {
          if (++count % ROWS_PER_COMMIT == 0) {
            requireWithin(db, budget);
          }
        }
        assertThat(count).isEqualTo(ROWS);
      }
      MemoryReport report = db.monitor().memory();
      assertThat(report.budgetBytes()).isEqualTo(budget);
      assertThat(report.parts().get(0).usedBytes())
          .as("the cache is full")
          .isGreaterThan(options.cacheBytes() / 2);
    }
  }

  private static void requireWithin(Database db, long budget) {
    MemoryReport report = db.monitor().memory();
    assertThat(report.limitBytes()).isLessThanOrEqualTo(budget);
    assertThat(report.usedBytes()).isLessThanOrEqualTo(budget);
    for (MemoryPart part : report.parts()) {
      assertThat(part.usedBytes()).as(part.name()).isLessThanOrEqualTo(part.limitBytes());
    }
  }
}
