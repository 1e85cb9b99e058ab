package io.ashlar.cli.demo;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import java.util.List;

/** Loads the rows with one prepared insert, many to a transaction. */
final class CityLoader {

  private static final int ROWS_PER_COMMIT = 1_000;

  private final Database database;
  private final CityTable cities;
  private final Progress progress;
  private final Insert insert;

  CityLoader(Database database, CityTable cities, Progress progress) {
    this.database = database;
    this.cities = cities;
    this.progress = progress;
    this.insert = cities.table.insert();
  }

  /** Loads them all. The latencies are those of whole batches, commit included. */
  Measurement load(List<City> rows) {
    Latencies batches = new Latencies();
    long allocated = Allocation.ofCurrentThread();
    long begin = System.nanoTime();
    try (Transaction transaction = database.begin()) {
      long batchBegin = begin;
      for (int row = 0; row < rows.size(); row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          transaction.commit();
          long now = System.nanoTime();
          batches.record(now - batchBegin);
          batchBegin = now;
          progress.show("loading: " + row + " of " + rows.size() + " rows");
          transaction.begin();
        }
        insert(rows.get(row), transaction);
      }
      transaction.commit();
      batches.record(System.nanoTime() - batchBegin);
    }
    long elapsed = System.nanoTime() - begin;
    allocated = Allocation.ofCurrentThread() - allocated;
    return new Measurement("insert, 4 keys a row", rows.size(), elapsed, batches, allocated);
  }

  private void insert(City city, Transaction transaction) {
    insert
        .set(cities.id, city.id())
        .set(cities.name, city.name())
        .set(cities.country, city.country())
        .set(cities.admin, city.admin())
        .set(cities.feature, city.feature())
        .set(cities.population, city.population())
        .set(cities.latitude, city.latitude())
        .set(cities.longitude, city.longitude())
        .execute(transaction);
  }
}
