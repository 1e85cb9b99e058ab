package io.ashlar.codec.value;

/** The one bit pattern of every floating point value: one NaN, no negative zero. */
public final class Floats {

  private static final long NAN_BITS = 0x7ff8000000000000L;
  private static final long NEGATIVE_ZERO_BITS = Long.MIN_VALUE;

  private Floats() {}

  /**
   * The stored bits of a double. Does not allocate.
   *
   * @param value any double
   * @return its bits; the canonical NaN's for every NaN, positive zero's for both zeros
   */
  public static long canonicalBits(double value) {
    // Adding positive zero turns -0.0 into +0.0 and changes nothing else.
    return Double.doubleToLongBits(value + 0.0d);
  }

  /**
   * The stored bits of a float. Does not allocate.
   *
   * @param value any float
   * @return its bits; the canonical NaN's for every NaN, positive zero's for both zeros
   */
  public static int canonicalBits(float value) {
    return Float.floatToIntBits(value + 0.0f);
  }

  /**
   * Whether bits are what {@link #canonicalBits(double)} gives. Does not allocate.
   *
   * @param bits the bits of a double
   * @return false for negative zero and every NaN but the canonical one
   */
  public static boolean isCanonical(long bits) {
    boolean nan = (bits & Long.MAX_VALUE) > 0x7ff0000000000000L;
    return nan ? bits == NAN_BITS : bits != NEGATIVE_ZERO_BITS;
  }
}
