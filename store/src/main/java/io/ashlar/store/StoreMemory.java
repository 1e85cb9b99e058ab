package io.ashlar.store;

/**
 * What a store holds in memory now, and how its cache has served since it was opened. Bytes.
 *
 * @param cacheBytes what the block cache is charged with, memtables included
 * @param cacheLimitBytes its capacity
 * @param pinnedBytes the part that cannot be evicted
 * @param memtableBytes memtables; a part of {@code cacheBytes}
 * @param memtableLimitBytes from where on they are flushed
 * @param tableReaderBytes what open table files hold outside of the cache
 * @param residentBytes ranges of rows that are kept as they are read, outside of the heap
 * @param residentLimitBytes what they may grow to
 * @param windowBytes the windows of recent commits, on the heap and off it
 * @param windowLimitBytes what they may grow to
 * @param cacheHits blocks found in the cache
 * @param cacheMisses blocks read from files
 */
public record StoreMemory(
    long cacheBytes,
    long cacheLimitBytes,
    long pinnedBytes,
    long memtableBytes,
    long memtableLimitBytes,
    long tableReaderBytes,
    long residentBytes,
    long residentLimitBytes,
    long windowBytes,
    long windowLimitBytes,
    long cacheHits,
    long cacheMisses) {

  /** Of a store that has no cache. */
  public static final StoreMemory NONE = new StoreMemory(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
