package io.ashlar.bench.jmh;

import io.ashlar.Get;
import io.ashlar.transaction.ReadTransaction;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** A random row by primary key, prepared, in one long read transaction. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class GetBenchmark {

  /** What one thread reads with. */
  @State(Scope.Thread)
  public static class Reader {

    private final SplittableRandom random = new SplittableRandom(1);
    private ReadTransaction view;
    private Get get;

    /** Made by JMH. */
    public Reader() {}

    /**
     * Begins the transaction.
     *
     * @param cities the table
     */
    @Setup(Level.Trial)
    public void begin(CitiesState cities) {
      get = cities.cities.get();
      view = cities.database.beginRead();
    }

    /** Ends the transaction. */
    @TearDown(Level.Trial)
    public void end() {
      view.close();
    }
  }

  /** Made by JMH. */
  public GetBenchmark() {}

  /**
   * Reads one column of one row.
   *
   * @param cities the table
   * @param reader the thread's statement
   * @return its population
   */
  @Benchmark
  public long preparedGet(CitiesState cities, Reader reader) {
    long key = reader.random.nextInt(CitiesState.ROWS);
    if (!reader.get.set(cities.id, key).fetch(reader.view)) {
      throw new IllegalStateException("a row is gone: " + key);
    }
    return reader.get.getLong(cities.population);
  }
}
