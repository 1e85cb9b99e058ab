package io.ashlar.bench.peers.run;

import java.util.Arrays;

/** Figures as they are shown. */
public final class Rounding {

  private Rounding() {}

  /**
   * The nearest multiple of a part of one.
   *
   * @param value the figure
   * @param parts 10 for one decimal, 100 for two
   * @return the figure as it is shown
   */
  public static double to(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @param values at least one
   * @return their median
   */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
