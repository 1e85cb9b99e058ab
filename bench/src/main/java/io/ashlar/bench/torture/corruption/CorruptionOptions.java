package io.ashlar.bench.torture.corruption;

import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of work and places
 * @param rounds damages of each kind to each kind of file, in a closed and in a killed store
 * @param directory for the stores; null for a temporary one
 */
public record CorruptionOptions(long seed, int rounds, Path directory) {}
