package samples.classpath;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import java.nio.file.Path;

/** Opens a directory, makes a table, and asks it for the largest cities of a country. */
public final class Cities {

  private Cities() {}

  public static void main(String[] args) {
    try (Database db = Database.open(Path.of(args[0]))) {
      Table cities =
          db.schema().createTable(
              TableSchema.named("cities")
                  .column("id", LONG)
                  .column("name", STRING)
                  .column("country", STRING)
                  .column("population", LONG)
                  .primaryKey("id")
                  .index(
                      "by_country",
                      ix -> ix.ascending("country").descending("population").storing("name"))
                  .build());
      LongColumn id = cities.longColumn("id");
      LongColumn population = cities.longColumn("population");
      StringColumn name = cities.stringColumn("name");
      StringColumn country = cities.stringColumn("country");

      db.transact(
          tx -> {
            Insert insert = cities.insert(tx);
            insert.set(id, 2661604).set(name, "Basel").set(country, "CH").set(population, 164488);
            insert.execute();
            insert.set(id, 2661552).set(name, "Bern").set(country, "CH").set(population, 121631);
            insert.execute();
            insert.set(id, 2761369).set(name, "Wien").set(country, "AT").set(population, 1691468);
            insert.execute();
          });

      try (PreparedScan largest =
              cities
                  .scan()
                  .where(country.eq(parameter(0)))
                  .orderBy(population.descending())
                  .limit(10)
                  .select(name, population)
                  .prepare();
          ReadTransaction tx = db.beginRead();
          RowCursor row = largest.bind(0, "CH").open(tx)) {
        while (row.next()) {
          System.out.println(row.getLong(population) + " " + row.getString(name));
        }
      }
    }
  }
}
