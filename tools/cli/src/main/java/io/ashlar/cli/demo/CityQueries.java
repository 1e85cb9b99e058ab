package io.ashlar.cli.demo;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;

/** The demo's scans, each prepared once. Belongs to one thread; closed after use. */
final class CityQueries implements AutoCloseable {

  static final int LARGEST = 10;

  /**
   * What a query shows of a city.
   *
   * @param name its name
   * @param population its population
   */
  record Entry(String name, long population) {}

  /**
   * All rows added up.
   *
   * @param rows how many there are
   * @param population of all
   */
  record Total(long rows, long population) {}

  private final CityTable cities;
  private final PreparedScan largest;
  private final PreparedScan box;
  private final PreparedScan named;
  private final PreparedScan everything;

  CityQueries(CityTable cities) {
    this.cities = cities;
    largest =
        cities
            .table
            .scan()
            .where(cities.country.eq(parameter(0)))
            .orderBy(cities.population.descending())
            .limit(LARGEST)
            .select(cities.name, cities.population)
            .prepare();
    box =
        cities
            .table
            .scan()
            .where(
                cities
                    .latitude
                    .between(parameter(0), parameter(1))
                    .and(cities.longitude.between(parameter(2), parameter(3))))
            .using(CityTable.BY_POSITION)
            .select(cities.name, cities.population)
            .prepare();
    named =
        cities
            .table
            .scan()
            .where(cities.name.eq(parameter(0)))
            .using(CityTable.BY_NAME)
            .select(cities.name, cities.population)
            .prepare();
    everything =
        cities.table.scan().using(CityTable.BY_COUNTRY).select(cities.population).prepare();
  }

  /** The largest cities of a country, largest first, equal ones by id. */
  List<Entry> largest(ReadTransaction view, String country) {
    return entries(largest.bind(0, country), view);
  }

  String explainLargest() {
    return largest.explain();
  }

  /** The cities in a box, from south to north. */
  List<Entry> inBox(ReadTransaction view, Box bounds) {
    return entries(
        box.bind(0, bounds.south())
            .bind(1, bounds.north())
            .bind(2, bounds.west())
            .bind(3, bounds.east()),
        view);
  }

  /** All cities of a name, by id. */
  List<Entry> named(ReadTransaction view, String name) {
    return entries(named.bind(0, name), view);
  }

  /** Adds up all rows, from the index alone. */
  Total total(ReadTransaction view) {
    long rows = 0;
    long population = 0;
    try (RowCursor row = everything.open(view)) {
      while (row.next()) {
        rows++;
        population += row.getLong(cities.population);
      }
    }
    return new Total(rows, population);
  }

  private List<Entry> entries(PreparedScan scan, ReadTransaction view) {
    List<Entry> found = new ArrayList<>();
    try (RowCursor row = scan.open(view)) {
      while (row.next()) {
        found.add(new Entry(row.getString(cities.name), row.getLong(cities.population)));
      }
    }
    return found;
  }

  @Override
  public void close() {
    largest.close();
    box.close();
    named.close();
    everything.close();
  }
}
