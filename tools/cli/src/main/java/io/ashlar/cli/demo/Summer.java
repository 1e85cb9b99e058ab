package io.ashlar.cli.demo;

import io.ashlar.Database;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import java.util.concurrent.Callable;

/** One thread that adds up the population of all cities, each time at a new view. */
final class Summer implements Callable<PopulationTransfers.Tally> {

  private final Database database;
  private final CityTable cities;
  private final CityQueries.Total expected;
  private final long endNs;

  Summer(Database database, CityTable cities, CityQueries.Total expected, long endNs) {
    this.database = database;
    this.cities = cities;
    this.expected = expected;
    this.endNs = endNs;
  }

  @Override
  public PopulationTransfers.Tally call() {
    Latencies latencies = new Latencies();
    long wrong = 0;
    try (CityQueries queries = new CityQueries(cities)) {
      long allocated = Allocation.ofCurrentThread();
      do {
        long before = System.nanoTime();
        try (ReadTransaction view = database.beginRead()) {
          if (!queries.total(view).equals(expected)) {
            wrong++;
          }
        }
        latencies.record(System.nanoTime() - before);
      } while (System.nanoTime() - endNs < 0);
      allocated = Allocation.ofCurrentThread() - allocated;
      return new PopulationTransfers.Tally(latencies, allocated, wrong);
    }
  }
}
