package io.ashlar.statistics;

/**
 * What warming has read.
 *
 * @param rows rows that were met
 * @param blocksRead blocks read from files into the cache
 * @param bytesRead their size on disk
 * @param cacheHits blocks that were in the cache already
 * @param complete false when it stopped because the cache would not hold more
 */
public record WarmReport(
    long rows, long blocksRead, long bytesRead, long cacheHits, boolean complete) {}
