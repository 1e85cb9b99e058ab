package io.ashlar.statistics;

/**
 * One use of memory.
 *
 * @param name what it is
 * @param usedBytes what it takes now; -1 when nobody knows
 * @param limitBytes what it may take; -1 where nothing bounds it
 * @param onHeap whether it lies on the JVM's heap; native memory otherwise
 */
public record MemoryPart(String name, long usedBytes, long limitBytes, boolean onHeap) {

  /** In place of a number: nobody knows, or nothing bounds it. */
  public static final long UNKNOWN = -1;
}
