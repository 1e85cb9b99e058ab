package io.ashlar.fuzz.model.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The order of values, as SQL orders them with nulls first, and the one form that equal values
 * have. Whole numbers are {@code Long}s, floating-point numbers {@code Double}s.
 */
public final class Values {

  /** Compares two values of a column. */
  public static final Comparator<Object> ORDER = Values::compare;

  /** Compares two keys of as many values. */
  public static final Comparator<List<Object>> KEYS = Values::compareKeys;

  private static final int MAX_KEY_BYTES = 8_192;

  private Values() {}

  /**
   * The form of a value in which it is equal to all that are equal to it.
   *
   * @param value a value, or null
   * @return decimals without trailing zeros, zeros without a sign
   */
  public static Object canonical(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    }
    if (value instanceof Double real) {
      return real.isNaN() ? Double.valueOf(Double.NaN) : Double.valueOf(real + 0.0d);
    }
    return value;
  }

  /** Nulls first. */
  private static int compare(Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? -1 : 1;
    }
    return compareGiven(a, b);
  }

  /**
   * Compares two values of a kind, or two numbers.
   *
   * @param a a value
   * @param b another
   * @return as a comparator
   */
  static int compareGiven(Object a, Object b) {
    if (a instanceof String s && b instanceof String t) {
      return compareText(s, t);
    }
    if (a instanceof UUID u && b instanceof UUID v) {
      int high = Long.compareUnsigned(u.getMostSignificantBits(), v.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(u.getLeastSignificantBits(), v.getLeastSignificantBits());
    }
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(((Number) a).doubleValue() + 0.0d, ((Number) b).doubleValue() + 0.0d);
    }
    if (a instanceof BigDecimal || b instanceof BigDecimal) {
      return decimal(a).compareTo(decimal(b));
    }
    return comparable(a).compareTo(b);
  }

  /**
   * A whole number or decimal as a decimal.
   *
   * @param number the number
   * @return the same as a decimal
   */
  public static BigDecimal decimal(Object number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) number);
  }

  @SuppressWarnings("unchecked") // values of a column have one type
  private static Comparable<Object> comparable(Object value) {
    return (Comparable<Object>) value;
  }

  /** By code point, which is the order of UTF-8. */
  private static int compareText(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }

  private static int compareKeys(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /**
   * Whether a value alone is longer than keys may be; others are far shorter.
   *
   * @param value the value, or null
   * @return true when no key can hold it
   */
  public static boolean isLong(Object value) {
    return value instanceof String text && text.length() > MAX_KEY_BYTES;
  }
}
