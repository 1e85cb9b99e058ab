package io.ashlar.bench.floor;

import io.ashlar.transaction.Durability;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;

/**
 * A transaction that reads random rows, changes a column and an indexed one of each, and commits
 * without waiting for the disk: three entries a row on either side.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WriteFloorBenchmark {

  /** How many rows a transaction changes. */
  @State(Scope.Thread)
  public static class Size {

    /** Rows of one transaction. */
    @Param({"1", "100"})
    public int changed;

    /** Made by JMH. */
    public Size() {}
  }

  /** Made by JMH. */
  public WriteFloorBenchmark() {}

  /**
   * Through the public API, in a transaction object that is begun again each time.
   *
   * @param floor the stores
   * @param size of the transaction
   * @return the commit timestamp
   */
  @Benchmark
  public long ashlar(FloorState floor, Size size) {
    floor.transaction.begin();
    long changed = 0;
    for (int i = 0; i < size.changed; i++) {
      changed +=
          floor
              .update
              .bind(0, floor.randomId())
              .set(floor.region, floor.randomRegion())
              .add(floor.amount, 1)
              .execute(floor.transaction);
    }
    if (changed != size.changed) {
      throw new IllegalStateException("rows are gone");
    }
    return floor.transaction.commit(Durability.NONE);
  }

  /**
   * By hand, in one batch.
   *
   * @param floor the stores
   * @param size of the transaction
   * @throws RocksDBException when the write fails
   */
  @Benchmark
  public void raw(FloorState floor, Size size) throws RocksDBException {
    for (int i = 0; i < size.changed; i++) {
      floor.raw.change(floor.randomId(), floor.randomRegion(), 1);
    }
    floor.raw.commit();
  }
}
