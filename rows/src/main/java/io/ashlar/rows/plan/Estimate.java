package io.ashlar.rows.plan;

import java.util.Locale;

/**
 * What a plan is expected to do.
 *
 * @param entries keys that it meets
 * @param rows rows that it shows
 * @param cost in moves to a neighbouring key
 */
record Estimate(double entries, double rows, double cost) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "entries %.0f, rows %.0f, cost %.0f", up(entries), up(rows), up(cost));
  }

  private static double up(double number) {
    return Math.ceil(number - 1e-9);
  }
}
