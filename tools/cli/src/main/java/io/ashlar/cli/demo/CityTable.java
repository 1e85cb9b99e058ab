package io.ashlar.cli.demo;

import static io.ashlar.type.ColumnType.DOUBLE;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import java.util.Optional;

/** The table and the handles of its columns. Shared by all threads. */
final class CityTable {

  static final String NAME = "cities";
  static final String BY_COUNTRY = "by_country";
  static final String BY_POSITION = "by_position";
  static final String BY_NAME = "by_name";
  static final int INDEXES = 3;

  final Table table;
  final LongColumn id;
  final StringColumn name;
  final StringColumn country;
  final StringColumn admin;
  final StringColumn feature;
  final LongColumn population;
  final DoubleColumn latitude;
  final DoubleColumn longitude;

  CityTable(Table table) {
    this.table = table;
    id = table.longColumn("id");
    name = table.stringColumn("name");
    country = table.stringColumn("country");
    admin = table.stringColumn("admin");
    feature = table.stringColumn("feature");
    population = table.longColumn("population");
    latitude = table.doubleColumn("latitude");
    longitude = table.doubleColumn("longitude");
  }

  /**
   * Creates the table; one that an earlier demo left in the same directory is dropped first.
   *
   * @param database the database
   * @return the table, empty
   * @throws SchemaException when there is a table of that name that is not the demo's
   */
  static CityTable create(Database database) {
    TableSchema schema = schema();
    Optional<Table> old = database.findTable(NAME);
    if (old.isPresent()) {
      if (!old.get().schema().equals(schema)) {
        throw new SchemaException(
            "The directory holds a table of this name that is not the demo's.", "table", NAME);
      }
      database.schema().dropTable(NAME);
    }
    return new CityTable(database.schema().createTable(schema));
  }

  private static TableSchema schema() {
    return TableSchema.named(NAME)
        .column("id", LONG)
        .column("name", STRING)
        .notNull()
        .column("country", STRING)
        .notNull()
        .column("admin", STRING)
        .column("feature", STRING)
        .notNull()
        .column("population", LONG)
        .notNull()
        .column("latitude", DOUBLE)
        .notNull()
        .column("longitude", DOUBLE)
        .notNull()
        .primaryKey("id")
        .index(BY_COUNTRY, ix -> ix.ascending("country").descending("population").storing("name"))
        .index(BY_POSITION, ix -> ix.ascending("latitude").ascending("longitude"))
        .index(BY_NAME, ix -> ix.ascending("name"))
        .build();
  }
}
