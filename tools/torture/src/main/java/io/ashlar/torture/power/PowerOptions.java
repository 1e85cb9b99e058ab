package io.ashlar.torture.power;

import io.ashlar.torture.writer.TortureDurability;
import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of work and moments
 * @param rounds how often to cut
 * @param seconds after which no further round begins; 0 for no limit
 * @param millis most milliseconds from the first acknowledged commit to the cut; under {@code
 *     INTERVAL} counted from when a commit can be too old to be lost
 * @param threads writers
 * @param durability of their commits
 * @param intervalMs between fsyncs under {@code INTERVAL}, milliseconds
 * @param graceMs how much longer an fsync may take, under {@code INTERVAL}, until it has ended
 * @param directory for the image of the disk; null for a temporary one
 */
public record PowerOptions(
    long seed,
    int rounds,
    int seconds,
    int millis,
    int threads,
    TortureDurability durability,
    int intervalMs,
    int graceMs,
    Path directory) {}
