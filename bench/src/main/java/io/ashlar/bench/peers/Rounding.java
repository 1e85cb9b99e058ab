package io.ashlar.bench.peers;

import java.util.Arrays;

/** Figures as they are shown. */
final class Rounding {

  private Rounding() {}

  /** The nearest multiple of a part of one. */
  static double to(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  /** The middle value, or the mean of the two in the middle; there must be one. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
