package io.ashlar;

import java.util.List;

/**
 * How memory is shared out. Without a budget each part has its default; with one, parts that were
 * not given are fractions of it, no larger than their defaults, and the cache has the rest.
 */
record MemoryShares(
    long writeSet,
    long cache,
    long memtable,
    long pooled,
    long window,
    long results,
    long resident) {

  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long LEAST_BUDGET = 16 * MIB;

  private static final long WRITE_SET = 64 * MIB;
  private static final long CACHE = 256 * MIB;
  private static final long MEMTABLE = 32 * MIB;
  private static final long POOLED = 64 * MIB;
  private static final long WINDOW = 144 * MIB;
  private static final long RESULTS = 16 * MIB;

  /** Three memtables may take half of the cache that they are charged to. */
  private static final long MEMTABLES_IN_CACHE = 6;

  private static final long CACHE_PER_MEMTABLE = 8;
  private static final long LEAST_MEMTABLE = 64 * KIB;

  /** Shares a budget, or 0 for none, among the parts that were not given, which are null. */
  static MemoryShares of(
      long budget,
      Long writeSet,
      Long cache,
      Long memtable,
      Long pooled,
      Long window,
      Long results,
      long resident) {
    boolean shared = budget > 0;
    long forWriteSet = share(writeSet, WRITE_SET, shared, budget / 8);
    long forPool = share(pooled, POOLED, shared, budget / 16);
    long forWindow = share(window, WINDOW, shared, budget / 8);
    long forResults = share(results, RESULTS, shared, budget / 16);
    long rest = budget - forWriteSet - forPool - forWindow - forResults - resident;
    long forCache = cache != null ? cache : shared ? Math.max(MIB, rest) : CACHE;
    long part = Math.max(LEAST_MEMTABLE, forCache / CACHE_PER_MEMTABLE);
    long forMemtable = memtable != null ? memtable : Math.min(MEMTABLE, part);
    return new MemoryShares(
        forWriteSet, forCache, forMemtable, forPool, forWindow, forResults, resident);
  }

  private static long share(Long given, long standard, boolean shared, long part) {
    if (given != null) {
      return given;
    }
    return shared ? Math.min(standard, part) : standard;
  }

  /** Adds every rule that is broken. */
  void check(List<String> violations, long budget) {
    within(violations, "writeSetLimitBytes", writeSet, 4 * KIB, 1024 * MIB);
    within(violations, "cacheBytes", cache, MIB, Long.MAX_VALUE);
    long most = Math.max(cache / MEMTABLES_IN_CACHE, LEAST_MEMTABLE);
    within(violations, "memtableBytes", memtable, LEAST_MEMTABLE, most);
    within(violations, "pooledBytes", pooled, 0L, Long.MAX_VALUE);
    within(violations, "commitWindowBytes", window, MIB, 16 * 1024 * MIB);
    within(violations, "resultCacheBytes", results, 0L, Long.MAX_VALUE);
    within(violations, "residentBytes", resident, 0L, Long.MAX_VALUE);
    if (budget == 0) {
      return;
    }
    within(violations, "memoryBudgetBytes", budget, LEAST_BUDGET, Long.MAX_VALUE);
    double sum = (double) writeSet + cache + pooled + window + results + resident;
    if (sum > budget) {
      violations.add(
          "cacheBytes="
              + cache
              + " + pooledBytes="
              + pooled
              + " + writeSetLimitBytes="
              + writeSet
              + " + commitWindowBytes="
              + window
              + " + resultCacheBytes="
              + results
              + " + residentBytes="
              + resident
              + " is more than memoryBudgetBytes="
              + budget);
    }
  }

  /** Adds a violation when a value is out of its bounds. */
  static <V extends Comparable<V>> void within(
      List<String> violations, String name, V value, V least, V most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      violations.add(name + "=" + value + " is not within " + least + " and " + most);
    }
  }
}
