package io.ashlar.sqltest.kill;

import java.nio.file.Path;

/**
 * How to kill.
 *
 * @param seed of work and moments
 * @param rounds how often
 * @param seconds after which no round is begun; 0 for no limit
 * @param millis longest time from the first acknowledgement to a kill
 * @param threads connections that write
 * @param directory where the database is made and kept; null for a temporary one
 */
public record BatchKillOptions(
    long seed, int rounds, int seconds, int millis, int threads, Path directory) {}
