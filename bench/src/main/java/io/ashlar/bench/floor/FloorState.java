package io.ashlar.bench.floor;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rocksdb.RocksDBException;

/**
 * The same rows twice: in Ashlar, and in a copy of its files that is opened with RocksDB alone. For
 * one thread: run them without {@code -t}.
 */
@State(Scope.Benchmark)
public class FloorState {

  static final int SCAN_ROWS = 1_000;
  static final int REGIONS = 1_000;

  private static final int ROWS_PER_COMMIT = 1_000;
  private static final String NOTE = "a note that brings the row to about a hundred bytes in all";

  /** Rows in each store; at least {@value #SCAN_ROWS}. */
  @Param("1000000")
  public int rows;

  Database database;
  LongColumn id;
  LongColumn region;
  LongColumn amount;
  Get get;
  PreparedScan scan;
  Update update;
  Transaction transaction;
  RawStore raw;

  private final SplittableRandom random = new SplittableRandom(1);
  private WorkDirectory directory;

  /** Made by JMH. */
  public FloorState() {}

  /**
   * Fills the table, copies the files and opens both.
   *
   * @throws RocksDBException when the copy cannot be opened
   */
  @Setup(Level.Trial)
  public void open() throws RocksDBException {
    directory = WorkDirectory.of(null);
    Path ours = directory.path().resolve("ashlar");
    Path theirs = directory.path().resolve("raw");
    try (Database filling = Database.open(ours, options())) {
      fill(filling.schema().createTable(schema()), filling);
    }
    copy(ours, theirs);
    database = Database.open(ours, options());
    prepare(database.table("sales"));
    raw = new RawStore(theirs);
    requireSameRows();
  }

  private static Options options() {
    return Options.builder().durability(Durability.NONE).build();
  }

  private static TableSchema schema() {
    return TableSchema.named("sales")
        .column("id", LONG)
        .column("region", LONG)
        .notNull()
        .column("amount", LONG)
        .notNull()
        .column("note", STRING)
        .notNull()
        .primaryKey("id")
        .index("by_region", ix -> ix.ascending("region"))
        .build();
  }

  private void fill(Table table, Database filling) {
    Insert insert = table.insert();
    LongColumn key = table.longColumn("id");
    LongColumn place = table.longColumn("region");
    LongColumn sum = table.longColumn("amount");
    StringColumn note = table.stringColumn("note");
    try (Transaction filler = filling.begin()) {
      for (int row = 0; row < rows; row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          filler.commit();
          filler.begin();
        }
        insert
            .set(key, row)
            .set(place, row % REGIONS)
            .set(sum, row * 31L)
            .set(note, NOTE)
            .execute(filler);
      }
      filler.commit();
    }
  }

  private void prepare(Table table) {
    id = table.longColumn("id");
    region = table.longColumn("region");
    amount = table.longColumn("amount");
    get = table.get();
    scan =
        table
            .scan()
            .where(id.atLeast(parameter(0)))
            .select(region, amount)
            .limit(SCAN_ROWS)
            .prepare();
    update = table.update().where(id.eq(parameter(0)));
    transaction = database.begin();
    transaction.rollback();
  }

  /** The hand-written side knows the format by heart: it must find what Ashlar wrote. */
  private void requireSameRows() throws RocksDBException {
    for (int i = 0; i < SCAN_ROWS; i++) {
      long row = randomId();
      if (raw.read(row) != row % REGIONS + row * 31L) {
        throw new IllegalStateException("the copied store shows another row: " + row);
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long randomId() {
    return random.nextInt(rows);
  }

  long randomScanStart() {
    return random.nextInt(rows - SCAN_ROWS + 1);
  }

  long randomRegion() {
    return random.nextInt(REGIONS);
  }

  /** Closes both stores and deletes them. */
  @TearDown(Level.Trial)
  public void close() {
    raw.close();
    scan.close();
    transaction.close();
    database.close();
    directory.close();
  }
}
