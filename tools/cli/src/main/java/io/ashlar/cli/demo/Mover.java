package io.ashlar.cli.demo;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Update;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** One thread that moves population, never more than a city has. */
final class Mover implements Callable<PopulationTransfers.Tally>, TransactionAction {

  private static final int MOST_PEOPLE = 1_000;

  private final Database database;
  private final CityTable cities;
  private final long[] ids;
  private final SplittableRandom random;
  private final long endNs;
  private final Get get;
  private final Update update;

  private long from;
  private long to;
  private long people;
  private long runs;

  Mover(Database database, CityTable cities, long[] ids, int seed, long endNs) {
    this.database = database;
    this.cities = cities;
    this.ids = ids;
    this.random = new SplittableRandom(seed);
    this.endNs = endNs;
    this.get = cities.table.get();
    this.update = cities.table.update().where(cities.id.eq(parameter(0)));
  }

  @Override
  public PopulationTransfers.Tally call() {
    Latencies latencies = new Latencies();
    long allocated = Allocation.ofCurrentThread();
    long before = System.nanoTime();
    while (before - endNs < 0) {
      from = ids[random.nextInt(ids.length)];
      to = ids[random.nextInt(ids.length)];
      people = random.nextInt(1, MOST_PEOPLE + 1);
      database.transact(this);
      long now = System.nanoTime();
      latencies.record(now - before);
      before = now;
    }
    allocated = Allocation.ofCurrentThread() - allocated;
    return new PopulationTransfers.Tally(latencies, allocated, runs - latencies.count());
  }

  /** One try at the move that the fields describe. */
  @Override
  public void run(Transaction transaction) {
    runs++;
    if (!get.set(cities.id, from).fetch(transaction)) {
      throw new IllegalStateException("a city is gone: " + from);
    }
    // Under SNAPSHOT this cannot have changed when the update goes through.
    long moved = Math.min(people, get.getLong(cities.population));
    update.bind(0, from).add(cities.population, -moved).execute(transaction);
    update.bind(0, to).add(cities.population, moved).execute(transaction);
  }
}
