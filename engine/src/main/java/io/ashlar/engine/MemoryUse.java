package io.ashlar.engine;

/**
 * What the engine holds in native memory now, and how its block cache has served since the store
 * was opened.
 *
 * @param cacheBytes what the block cache is charged with: blocks, indexes, filters, and the
 *     memtables in steps of 256 KiB
 * @param cacheLimitBytes its capacity
 * @param pinnedBytes the part that cannot be evicted: memtables, blocks under cursors, indexes and
 *     filters of the newest files
 * @param memtableBytes memtables, those being flushed included; a part of {@code cacheBytes}
 * @param memtableLimitBytes from where on writes flush
 * @param tableReaderBytes what open table files hold outside of the cache
 * @param cacheHits blocks found in the cache
 * @param cacheMisses blocks read from files
 */
public record MemoryUse(
    long cacheBytes,
    long cacheLimitBytes,
    long pinnedBytes,
    long memtableBytes,
    long memtableLimitBytes,
    long tableReaderBytes,
    long cacheHits,
    long cacheMisses) {}
