package io.ashlar.bench.world;

import io.ashlar.transaction.Durability;
import java.nio.file.Path;

/**
 * What to run.
 *
 * @param scale how large the world is
 * @param thinkMs mean time between two acts of a session, milliseconds, at least 1; the times are
 *     spread evenly from half of it to one and a half
 * @param seconds how long to measure, at least 1
 * @param warmupSeconds how long to run before that
 * @param actors most sessions that act at one moment, at least 1: threads of a pool, or permits of
 *     virtual threads; who comes when all are taken waits, and the wait counts
 * @param virtual whether sessions are virtual threads
 * @param durability when a commit returns
 * @param cacheBytes memory of the engine for blocks and memtables
 * @param seed of the sessions' choices
 * @param directory missing, empty, or a world of this scale; null for a temporary one
 */
public record WorldOptions(
    WorldScale scale,
    int thinkMs,
    int seconds,
    int warmupSeconds,
    int actors,
    boolean virtual,
    Durability durability,
    long cacheBytes,
    long seed,
    Path directory) {}
