package io.ashlar.bench.world.kill;

import io.ashlar.bench.world.WorldOptions;
import io.ashlar.bench.world.WorldScale;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.List;

/**
 * How to run it.
 *
 * @param seed of the world, the sessions' choices and the moments
 * @param rounds how often to kill
 * @param millis most milliseconds from the first acknowledged change to the kill
 * @param sessions players, each with a session
 * @param virtual whether sessions are virtual threads
 * @param durability of their commits
 * @param directory of the store; null for a temporary one
 */
public record WorldKillOptions(
    long seed,
    int rounds,
    int millis,
    int sessions,
    boolean virtual,
    Durability durability,
    Path directory) {

  private static final int SIDE = 10;
  private static final int ENTITIES = 2_000;
  private static final int THINK_MS = 100;
  private static final int ACTORS = 64;
  private static final long CACHE_BYTES = 16L << 20;

  /** Nobody lives as long as that. */
  private static final int SECONDS = 3_600;

  /** The world of a round. */
  WorldOptions world(Path store, int round) {
    return new WorldOptions(
        new WorldScale(sessions, SIDE, ENTITIES),
        THINK_MS,
        SECONDS,
        0,
        ACTORS,
        virtual,
        durability,
        CACHE_BYTES,
        seed + round,
        store);
  }

  /** As arguments of the process of a round. */
  List<String> toWords(Path store, int round) {
    return List.of(
        Long.toString(seed),
        Integer.toString(sessions),
        Boolean.toString(virtual),
        durability.name(),
        store.toString(),
        Integer.toString(round));
  }

  /** From the arguments of a process. */
  static WorldKillOptions ofWords(String... words) {
    return new WorldKillOptions(
        Long.parseLong(words[0]),
        1,
        0,
        Integer.parseInt(words[1]),
        Boolean.parseBoolean(words[2]),
        Durability.valueOf(words[3]),
        Path.of(words[4]));
  }
}
