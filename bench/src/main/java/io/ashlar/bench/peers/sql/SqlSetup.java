package io.ashlar.bench.peers.sql;

import java.nio.file.Path;

/**
 * How an engine that is spoken to in SQL is opened.
 *
 * @param directory for its files; what an earlier run of the same engine left there is opened
 *     again; a server does not use it
 * @param synchronous whether commits wait for the disk
 * @param cacheBytes how much of the data the engine may keep in memory, where it can be told
 * @param residentBytes Ashlar's memory for ranges of rows; 0 for none
 * @param server the JDBC address of a server; null for engines that run in this process
 */
public record SqlSetup(
    Path directory, boolean synchronous, long cacheBytes, long residentBytes, String server) {}
