package io.ashlar.torture.corruption;

import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of work and places
 * @param rounds damages of each kind to each kind of file, in a closed and in a killed store
 * @param seconds after which each damage is done no more than once; 0 for no limit
 * @param directory for the stores; null for a temporary one
 */
public record CorruptionOptions(long seed, int rounds, int seconds, Path directory) {}
