package io.ashlar.fuzz.script.schema;

/**
 * The type of a column.
 *
 * @param kind the kind of value
 * @param precision digits of a decimal; 0 for other kinds
 * @param scale digits of a decimal behind the point; 0 for other kinds
 */
public record Type(Kind kind, int precision, int scale) {

  /**
   * A type without digits.
   *
   * @param kind the kind
   * @return the type
   */
  public static Type of(Kind kind) {
    return new Type(kind, 0, 0);
  }

  /**
   * A decimal.
   *
   * @param precision digits
   * @param scale digits behind the point
   * @return the type
   */
  public static Type decimal(int precision, int scale) {
    return new Type(Kind.DECIMAL, precision, scale);
  }
}
