package io.ashlar.bench.floor;

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
import org.rocksdb.RocksDBException;

/** Two columns of a random row by primary key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PointReadFloorBenchmark {

  /** The read transaction that Ashlar's side reads in. */
  @State(Scope.Thread)
  public static class View {

    private ReadTransaction transaction;

    /** Made by JMH. */
    public View() {}

    /**
     * Begins it.
     *
     * @param floor the stores
     */
    @Setup(Level.Trial)
    public void begin(FloorState floor) {
      transaction = floor.database.beginRead();
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void end() {
      transaction.close();
    }
  }

  /** Made by JMH. */
  public PointReadFloorBenchmark() {}

  /**
   * Through the public API.
   *
   * @param floor the stores
   * @param view the transaction
   * @return a sum over the columns
   */
  @Benchmark
  public long ashlar(FloorState floor, View view) {
    if (!floor.get.set(floor.id, floor.randomId()).fetch(view.transaction)) {
      throw new IllegalStateException("a row is gone");
    }
    return floor.get.getLong(floor.region) + floor.get.getLong(floor.amount);
  }

  /**
   * By hand.
   *
   * @param floor the stores
   * @return a sum over the columns
   * @throws RocksDBException when the read fails
   */
  @Benchmark
  public long raw(FloorState floor) throws RocksDBException {
    return floor.raw.read(floor.randomId());
  }
}
