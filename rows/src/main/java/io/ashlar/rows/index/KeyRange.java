package io.ashlar.rows.index;

/** Keys as places in a range of bytes. Stateless. */
final class KeyRange {

  /** What a double can tell apart, and a little more. */
  private static final int DIGITS = 8;

  private static final double BASE = 256;

  private KeyRange() {}

  /**
   * How much of a range of keys lies below a place in it, as if keys were spread evenly: the bytes
   * that follow what both ends have in common are read as digits of a fraction.
   *
   * @return 0 to 1
   */
  static double fraction(byte[] first, byte[] last, byte[] place) {
    int common = 0;
    while (common < first.length && common < last.length && first[common] == last[common]) {
      common++;
    }
    double low = number(first, common);
    double high = number(last, common);
    double at = number(place, common);
    return high <= low ? 1 : Math.min(1, Math.max(0, (at - low) / (high - low)));
  }

  private static double number(byte[] key, int from) {
    double number = 0;
    double unit = 1;
    for (int i = from; i < from + DIGITS && i < key.length; i++) {
      unit /= BASE;
      number += (key[i] & 0xff) * unit;
    }
    return number;
  }
}
