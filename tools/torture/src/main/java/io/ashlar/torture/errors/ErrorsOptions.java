package io.ashlar.torture.errors;

import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of the work and of the places
 * @param rounds how many JVMs, taking turns at what they lack
 * @param millis how long each works
 * @param seconds after which no further round begins; 0 for no limit
 * @param directory for the stores; null for a temporary one
 */
public record ErrorsOptions(long seed, int rounds, int millis, int seconds, Path directory) {}
