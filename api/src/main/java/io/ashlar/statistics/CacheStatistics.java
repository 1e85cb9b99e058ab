package io.ashlar.statistics;

/**
 * How the caches of a database have served since it was opened.
 *
 * @param blockHits blocks found in the block cache, those of indexes and filters, and those that
 *     compactions read, included
 * @param blockMisses blocks read from files
 * @param resultHits scans with {@link io.ashlar.Scan#cacheResults} that were shown a kept result
 * @param resultMisses those that were run
 * @param resultBytes what kept results take on the heap
 */
public record CacheStatistics(
    long blockHits, long blockMisses, long resultHits, long resultMisses, long resultBytes) {

  /**
   * Which part of the blocks was found in the cache.
   *
   * @return from 0 to 1; 1 when none was asked for
   */
  public double blockHitRate() {
    long all = blockHits + blockMisses;
    return all == 0 ? 1 : (double) blockHits / all;
  }
}
