package io.ashlar.bench.jmh;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.WorkDirectory;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * 100,000 rows with a covering index, in a temporary directory, with commits that nobody waits to
 * reach the disk. Shared by all threads of a benchmark.
 */
@State(Scope.Benchmark)
public class CitiesState {

  /** Rows in the table; their ids are 0 to this, exclusive. */
  static final int ROWS = 100_000;

  private static final int COUNTRIES = 200;
  private static final int ROWS_PER_COMMIT = 1_000;

  WorkDirectory directory;
  Database database;
  Table cities;
  LongColumn id;
  StringColumn name;
  StringColumn country;
  LongColumn population;

  /** Made by JMH. */
  public CitiesState() {}

  /** Creates and fills the table. */
  @Setup(Level.Trial)
  public void open() {
    directory = WorkDirectory.of(null);
    database =
        Database.open(directory.path(), Options.builder().durability(Durability.NONE).build());
    cities = database.schema().createTable(schema());
    id = cities.longColumn("id");
    name = cities.stringColumn("name");
    country = cities.stringColumn("country");
    population = cities.longColumn("population");
    fill();
  }

  /** Closes the store and deletes it. */
  @TearDown(Level.Trial)
  public void close() {
    database.close();
    directory.close();
  }

  private static TableSchema schema() {
    return TableSchema.named("cities")
        .column("id", LONG)
        .column("name", STRING)
        .notNull()
        .column("country", STRING)
        .notNull()
        .column("population", LONG)
        .notNull()
        .primaryKey("id")
        .index("by_country", ix -> ix.ascending("country").descending("population").storing("name"))
        .build();
  }

  private void fill() {
    Insert insert = cities.insert();
    try (Transaction transaction = database.begin()) {
      for (int row = 0; row < ROWS; row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          transaction.commit();
          transaction.begin();
        }
        insert
            .set(id, row)
            .set(name, "city-" + row)
            .set(country, "C" + row % COUNTRIES)
            .set(population, row * 31L % 1_000_003)
            .execute(transaction);
      }
      transaction.commit();
    }
  }
}
