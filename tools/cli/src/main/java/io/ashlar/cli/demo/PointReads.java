package io.ashlar.cli.demo;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import java.util.List;
import java.util.SplittableRandom;

/** Reads random cities by primary key, each compared with its source row. */
final class PointReads {

  private static final int READS = 200_000;
  private static final int WARMUP_READS = 20_000;
  private static final long SEED = 7;

  private final Database database;
  private final CityTable cities;
  private final List<City> source;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private long wrong;

  PointReads(Database database, CityTable cities, List<City> source) {
    this.database = database;
    this.cities = cities;
    this.source = source;
  }

  Measurement run() {
    Latencies latencies = new Latencies();
    Get get = cities.table.get();
    try (ReadTransaction view = database.beginRead()) {
      readMany(WARMUP_READS, get, view, new Latencies());
      long allocated = Allocation.ofCurrentThread();
      long begin = System.nanoTime();
      readMany(READS, get, view, latencies);
      long elapsed = System.nanoTime() - begin;
      allocated = Allocation.ofCurrentThread() - allocated;
      return new Measurement("get by primary key", READS, elapsed, latencies, allocated);
    }
  }

  /** Rows that were missing or differed from their source. */
  long wrong() {
    return wrong;
  }

  private void readMany(int reads, Get get, ReadTransaction view, Latencies latencies) {
    long before = System.nanoTime();
    for (int i = 0; i < reads; i++) {
      City city = source.get(random.nextInt(source.size()));
      boolean right =
          get.set(cities.id, city.id()).fetch(view)
              && get.getLong(cities.population) == city.population()
              && get.view(cities.name).contentEquals(city.name());
      long now = System.nanoTime();
      latencies.record(now - before);
      before = now;
      if (!right) {
        wrong++;
      }
    }
  }
}
