package io.ashlar.bench.growth;

import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.List;

/**
 * What to run.
 *
 * @param parts what to watch
 * @param sizes rows of the tables of {@link GrowthPart#ROWS}, ascending
 * @param seconds how long each of their operations is measured
 * @param warmupSeconds how long each runs before that
 * @param turns turns of the queue
 * @param backlog rows in the queue, at least 1
 * @param fromPosition whether the queue's reader looks for the head from the last one on, instead
 *     of from the start of the table
 * @param spaceRows rows of the table that is updated in place
 * @param rounds how often each of them is updated
 * @param settleSeconds how long to wait at most for compactions to end
 * @param walMib sizes of the log at the kill, MiB
 * @param durability when a commit returns
 * @param directory a missing or empty directory; null for temporary ones
 */
public record GrowthOptions(
    List<GrowthPart> parts,
    List<Integer> sizes,
    int seconds,
    int warmupSeconds,
    int turns,
    int backlog,
    boolean fromPosition,
    int spaceRows,
    int rounds,
    int settleSeconds,
    List<Integer> walMib,
    Durability durability,
    Path directory) {

  /** Keeps copies of the lists. */
  public GrowthOptions {
    parts = List.copyOf(parts);
    sizes = List.copyOf(sizes);
    walMib = List.copyOf(walMib);
  }

  /** Where a store goes; null for a temporary directory. */
  Path directory(String store) {
    return directory == null ? null : directory.resolve(store);
  }
}
