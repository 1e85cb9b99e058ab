package io.ashlar.bench.floor;

import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.rocksdb.RocksDBException;

/**
 * Two columns of each of 1,000 rows in key order, from a random one on; the time is that of one
 * row.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ScanFloorBenchmark {

  /** Made by JMH. */
  public ScanFloorBenchmark() {}

  /**
   * Through the public API, in a read transaction of its own.
   *
   * @param floor the stores
   * @return a sum over the columns
   */
  @Benchmark
  @OperationsPerInvocation(FloorState.SCAN_ROWS)
  public long ashlar(FloorState floor) {
    long sum = 0;
    int rows = 0;
    try (ReadTransaction view = floor.database.beginRead();
        RowCursor row = floor.scan.bind(0, floor.randomScanStart()).open(view)) {
      while (row.next()) {
        sum += row.getLong(floor.region) + row.getLong(floor.amount);
        rows++;
      }
    }
    if (rows != FloorState.SCAN_ROWS) {
      throw new IllegalStateException("the scan met a wrong number of rows: " + rows);
    }
    return sum;
  }

  /**
   * By hand, with an iterator that is kept and refreshed.
   *
   * @param floor the stores
   * @return a sum over the columns
   * @throws RocksDBException when the scan fails
   */
  @Benchmark
  @OperationsPerInvocation(FloorState.SCAN_ROWS)
  public long raw(FloorState floor) throws RocksDBException {
    return floor.raw.scan(floor.randomScanStart(), FloorState.SCAN_ROWS);
  }
}
