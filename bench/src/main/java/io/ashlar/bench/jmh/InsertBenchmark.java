package io.ashlar.bench.jmh;

import io.ashlar.Insert;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One row and its index entry in a transaction, committed without waiting for the disk. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class InsertBenchmark {

  /** Ids beyond those that the table was filled with; each is used once. */
  private static final AtomicLong NEXT_ID = new AtomicLong(CitiesState.ROWS);

  /** What one thread writes with: a transaction object that is begun again each time. */
  @State(Scope.Thread)
  public static class Writer {

    private Transaction transaction;
    private Insert insert;

    /** Made by JMH. */
    public Writer() {}

    /**
     * Makes the transaction object.
     *
     * @param cities the table
     */
    @Setup(Level.Trial)
    public void open(CitiesState cities) {
      insert = cities.cities.insert();
      transaction = cities.database.begin();
      transaction.rollback();
    }

    /** Closes the transaction object. */
    @TearDown(Level.Trial)
    public void close() {
      transaction.close();
    }
  }

  /** Made by JMH. */
  public InsertBenchmark() {}

  /**
   * Inserts and commits.
   *
   * @param cities the table
   * @param writer the thread's statement
   * @return the commit timestamp
   */
  @Benchmark
  public long insertAndCommit(CitiesState cities, Writer writer) {
    long key = NEXT_ID.getAndIncrement();
    writer.transaction.begin();
    writer
        .insert
        .set(cities.id, key)
        .set(cities.name, "a city")
        .set(cities.country, "XX")
        .set(cities.population, key)
        .execute(writer.transaction);
    return writer.transaction.commit(Durability.NONE);
  }
}
