package io.ashlar.sqltest.oracle;

import java.util.Map;
import java.util.TreeMap;

/** How often what came about. Belongs to one thread. */
final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void add(Tally other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
  }

  Map<String, Long> counts() {
    return counts;
  }
}
