package io.ashlar.store.provider;

import java.time.Duration;

/**
 * What a store on disk is opened with. Each store takes what it knows. Immutable.
 *
 * @param readOnly whether nothing is written
 * @param cacheBytes memory for blocks that are read
 * @param memtableBytes memory for changes that are not in files yet, of one memtable
 * @param compression whether blocks are compressed
 * @param traceHandles whether native handles remember who opened them
 * @param closeTimeout how long a close waits for calls that are inside
 * @param residentBytes memory for ranges of rows as they are read; 0 keeps none
 * @param windowBytes memory for recent commits, against which serializable ones are validated
 * @param groupWindow how long a commit waits for others to share its fsync
 * @param syncInterval how often what was committed at an interval is synced
 * @param minFreeBytes what stays free on the file system
 */
public record StoreSettings(
    boolean readOnly,
    long cacheBytes,
    long memtableBytes,
    boolean compression,
    boolean traceHandles,
    Duration closeTimeout,
    long residentBytes,
    long windowBytes,
    Duration groupWindow,
    Duration syncInterval,
    long minFreeBytes) {}
