package io.ashlar.rows.catalog;

import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Small tables over column ordinals. */
final class Ordinals {

  private Ordinals() {}

  static boolean contains(int[] ordinals, int ordinal) {
    for (int candidate : ordinals) {
      if (candidate == ordinal) {
        return true;
      }
    }
    return false;
  }

  /** The columns of which something is true, ascending. */
  static int[] of(List<ColumnDefinition> columns, Predicate<ColumnDefinition> chosen) {
    return IntStream.range(0, columns.size()).filter(i -> chosen.test(columns.get(i))).toArray();
  }

  /** For each of {@code count} ordinals its index in {@code listed} plus {@code base}, or -1. */
  static int[] positions(int[] listed, int count, int base) {
    int[] positions = new int[count];
    Arrays.fill(positions, -1);
    for (int i = 0; i < listed.length; i++) {
      positions[listed[i]] = base + i;
    }
    return positions;
  }
}
