package io.ashlar.torture.kill;

import io.ashlar.torture.writer.TortureDurability;
import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of work and moments
 * @param rounds how often to kill
 * @param seconds after which no further round begins; 0 for no limit
 * @param millis most milliseconds from the first acknowledged commit to the kill
 * @param threads writers
 * @param durability of their commits
 * @param directory of the store; null for a temporary one
 */
public record KillOptions(
    long seed,
    int rounds,
    int seconds,
    int millis,
    int threads,
    TortureDurability durability,
    Path directory) {}
