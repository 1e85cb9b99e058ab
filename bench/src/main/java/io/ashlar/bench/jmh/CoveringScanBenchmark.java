package io.ashlar.bench.jmh;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
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

/** All 100,000 rows through the covering index, the stored name and the population of each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CoveringScanBenchmark {

  /** What one thread scans with. */
  @State(Scope.Thread)
  public static class Scanner {

    private PreparedScan scan;

    /** Made by JMH. */
    public Scanner() {}

    /**
     * Prepares the scan.
     *
     * @param cities the table
     */
    @Setup(Level.Trial)
    public void prepare(CitiesState cities) {
      scan =
          cities.cities.scan().using("by_country").select(cities.name, cities.population).prepare();
    }

    /** Lets the scan go. */
    @TearDown(Level.Trial)
    public void close() {
      scan.close();
    }
  }

  /** Made by JMH. */
  public CoveringScanBenchmark() {}

  /**
   * Scans all rows in a read transaction of its own.
   *
   * @param cities the table
   * @param scanner the thread's statement
   * @return a sum over all rows
   */
  @Benchmark
  public long coveringScan(CitiesState cities, Scanner scanner) {
    long sum = 0;
    int rows = 0;
    try (ReadTransaction view = cities.database.beginRead();
        RowCursor row = scanner.scan.open(view)) {
      while (row.next()) {
        sum += row.getLong(cities.population) + row.view(cities.name).length();
        rows++;
      }
    }
    if (rows != CitiesState.ROWS) {
      throw new IllegalStateException("the scan met a wrong number of rows: " + rows);
    }
    return sum;
  }
}
