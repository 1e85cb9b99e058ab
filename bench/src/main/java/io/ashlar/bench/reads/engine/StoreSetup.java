package io.ashlar.bench.reads.engine;

import java.nio.file.Path;

/**
 * How an engine is opened.
 *
 * @param directory for its files; what is there is opened again
 * @param cacheBytes how much of the data it may keep in memory
 * @param residentBytes Ashlar's memory for ranges of rows beside that; 0 for none
 */
public record StoreSetup(Path directory, long cacheBytes, long residentBytes) {}
