package io.ashlar.statistics;

import io.ashlar.argument.Arguments;
import java.util.List;

/**
 * What the memory of a database holds now.
 *
 * @param budgetBytes the budget of the options, 0 for none
 * @param parts what counts against it; they do not overlap
 * @param cacheParts what the cache is charged with, and which part of that cannot be evicted; these
 *     lie within the first of {@code parts} and overlap
 * @param outside what nothing of the options bounds
 */
public record MemoryReport(
    long budgetBytes,
    List<MemoryPart> parts,
    List<MemoryPart> cacheParts,
    List<MemoryPart> outside) {

  /**
   * Keeps copies of the lists.
   *
   * @param budgetBytes the budget of the options, 0 for none
   * @param parts what counts against it
   * @param cacheParts what the cache is charged with
   * @param outside what nothing of the options bounds
   */
  public MemoryReport {
    parts = Arguments.allGiven(parts, "parts");
    cacheParts = Arguments.allGiven(cacheParts, "cacheParts");
    outside = Arguments.allGiven(outside, "outside");
  }

  /**
   * What all parts take.
   *
   * @return bytes
   */
  public long usedBytes() {
    return parts.stream().mapToLong(MemoryPart::usedBytes).sum();
  }

  /**
   * What all parts may take.
   *
   * @return bytes, at most the budget when there is one
   */
  public long limitBytes() {
    return parts.stream().mapToLong(MemoryPart::limitBytes).sum();
  }
}
