package io.ashlar.bench.cache;

import java.nio.file.Path;

/**
 * What to run.
 *
 * @param rows rows of the table, of about a hundred bytes each, at least {@value #LEAST_ROWS}
 * @param cacheMib the block cache, in MiB
 * @param reads how many reads to measure in each phase; half as many warm up
 * @param directory a missing or empty directory, or null for a temporary one
 */
public record CacheOptions(int rows, int cacheMib, int reads, Path directory) {

  /** Enough for all ranges to lie in the hot tenth. */
  public static final int LEAST_ROWS = 10 * CacheBenchmark.RANGES * CacheBenchmark.RANGE_ROWS;
}
