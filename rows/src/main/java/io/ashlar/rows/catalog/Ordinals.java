package io.ashlar.rows.catalog;

import java.util.Arrays;

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
