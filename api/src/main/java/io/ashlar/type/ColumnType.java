package io.ashlar.type;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;

/**
 * The declared type of a column: a kind of value, and for decimals how many digits.
 *
 * <p>Null is a state of a value, not a type; a column says apart from its type whether it may be
 * null.
 *
 * @param kind the kind of value
 * @param precision digits of a decimal in all, 1 to {@value #MAX_PRECISION}; 0 for other kinds
 * @param scale digits of a decimal behind the point, 0 to {@code precision}; 0 for other kinds
 */
public record ColumnType(ValueKind kind, int precision, int scale) {

  /** Most digits that a decimal may have. */
  public static final int MAX_PRECISION = 1_000;

  /** True or false. */
  public static final ColumnType BOOLEAN = new ColumnType(ValueKind.BOOLEAN, 0, 0);

  /** A 32-bit integer. */
  public static final ColumnType INT = new ColumnType(ValueKind.INT, 0, 0);

  /** A 64-bit integer. */
  public static final ColumnType LONG = new ColumnType(ValueKind.LONG, 0, 0);

  /** A 32-bit floating point number; one NaN, above all numbers, and no negative zero. */
  public static final ColumnType FLOAT = new ColumnType(ValueKind.FLOAT, 0, 0);

  /** A 64-bit floating point number; one NaN, above all numbers, and no negative zero. */
  public static final ColumnType DOUBLE = new ColumnType(ValueKind.DOUBLE, 0, 0);

  /**
   * Text, ordered by code point. A text with an unpaired surrogate cannot be stored; columns can be
   * compared with it, and none is equal.
   */
  public static final ColumnType STRING = new ColumnType(ValueKind.STRING, 0, 0);

  /** A byte string, ordered as unsigned bytes. */
  public static final ColumnType BYTES = new ColumnType(ValueKind.BYTES, 0, 0);

  /** A UUID, ordered as 16 unsigned bytes. */
  public static final ColumnType UUID = new ColumnType(ValueKind.UUID, 0, 0);

  /** A date: days since 1970-01-01, as a 32-bit integer. */
  public static final ColumnType DATE = new ColumnType(ValueKind.DATE, 0, 0);

  /** A time of day in microseconds. */
  public static final ColumnType TIME = new ColumnType(ValueKind.TIME, 0, 0);

  /** An instant in microseconds since 1970-01-01T00:00Z. */
  public static final ColumnType TIMESTAMP = new ColumnType(ValueKind.TIMESTAMP, 0, 0);

  /**
   * Checks the digits.
   *
   * @param kind the kind of value
   * @param precision digits in all
   * @param scale digits behind the point
   * @throws SchemaException when precision or scale is out of range
   */
  public ColumnType {
    Arguments.requireGiven(kind, "kind");
    boolean decimal = kind == ValueKind.DECIMAL;
    boolean fits =
        decimal
            ? precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
            : precision == 0 && scale == 0;
    if (!fits) {
      throw new SchemaException(
          "The precision or scale of the type is out of range.",
          "kind",
          kind,
          "precision",
          precision,
          "scale",
          scale,
          "maxPrecision",
          MAX_PRECISION);
    }
  }

  /**
   * A decimal number.
   *
   * @param precision digits in all, 1 to {@value #MAX_PRECISION}
   * @param scale digits behind the point, 0 to {@code precision}
   * @return the type
   * @throws SchemaException when either is out of range
   */
  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(ValueKind.DECIMAL, precision, scale);
  }

  /**
   * As in DDL text: {@code LONG}, {@code DECIMAL(12,2)}.
   *
   * @return the text
   */
  @Override
  public String toString() {
    return kind == ValueKind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
  }
}
