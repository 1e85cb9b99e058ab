package io.ashlar.fuzz;

import java.nio.file.Path;

/**
 * How long to fuzz.
 *
 * @param seed what everything follows from
 * @param statements how many statements to run
 * @param seconds when to stop; 0 for no limit
 * @param threads how many episodes to run side by side
 * @param divergences after how many divergences to stop
 * @param directory where temporary directories are made, or null
 */
public record FuzzOptions(
    long seed, long statements, int seconds, int threads, int divergences, Path directory) {}
