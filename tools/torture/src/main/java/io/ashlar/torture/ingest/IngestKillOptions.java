package io.ashlar.torture.ingest;

import io.ashlar.transaction.Durability;
import java.nio.file.Path;

/**
 * How to run it.
 *
 * @param seed of work and moments
 * @param rounds how often to kill
 * @param seconds after which no further round begins; 0 for no limit
 * @param millis most milliseconds from the first acknowledged row to the kill
 * @param producers threads that submit rows
 * @param durability of the writer's commits
 * @param directory of the store; null for a temporary one
 */
public record IngestKillOptions(
    long seed,
    int rounds,
    int seconds,
    int millis,
    int producers,
    Durability durability,
    Path directory) {}
