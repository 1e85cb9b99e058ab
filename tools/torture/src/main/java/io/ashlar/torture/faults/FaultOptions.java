package io.ashlar.torture.faults;

import io.ashlar.torture.writer.TortureDurability;
import java.nio.file.Path;
import java.util.List;

/**
 * How to run it.
 *
 * @param seed of work and moments
 * @param kinds what shall fail
 * @param rounds how often each
 * @param seconds after which no further round begins, shared among the kinds; 0 for no limit
 * @param durability of the commits
 * @param directory for stores and disks; null for a temporary one
 */
public record FaultOptions(
    long seed,
    List<FaultKind> kinds,
    int rounds,
    int seconds,
    TortureDurability durability,
    Path directory) {

  /**
   * Keeps a copy of the kinds.
   *
   * @param seed of work and moments
   * @param kinds what shall fail
   * @param rounds how often each
   * @param seconds after which no further round begins, shared among the kinds; 0 for no limit
   * @param durability of the commits
   * @param directory for stores and disks; null for a temporary one
   */
  public FaultOptions {
    kinds = List.copyOf(kinds);
  }
}
