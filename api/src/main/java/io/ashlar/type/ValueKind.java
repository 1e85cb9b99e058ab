package io.ashlar.type;

/**
 * The kinds of values that a column can hold. Null is a state of any of them, not a kind.
 *
 * <p>The names may be stored by the catalog; the ordinals are not stored anywhere.
 */
public enum ValueKind {
  /** True or false; false orders first. */
  BOOLEAN(1),
  /** A 32-bit signed integer. */
  INT(4),
  /** A 64-bit signed integer. */
  LONG(8),
  /** An IEEE 754 single: one NaN, which orders last, and no negative zero. */
  FLOAT(4),
  /** An IEEE 754 double: one NaN, which orders last, and no negative zero. */
  DOUBLE(8),
  /** A decimal, ordered by value whatever the scale. */
  DECIMAL(ValueKind.VARIABLE),
  /** Unicode text, ordered by its UTF-8 bytes, which is not {@link String#compareTo}. */
  STRING(ValueKind.VARIABLE),
  /** Bytes, ordered as unsigned. */
  BYTES(ValueKind.VARIABLE),
  /** 128 bits, ordered as unsigned, which is not {@link java.util.UUID#compareTo}. */
  UUID(16),
  /** Days since 1970-01-01, as a long. */
  DATE(8),
  /** The time of day in microseconds since midnight, as a long. */
  TIME(8),
  /** Microseconds since 1970-01-01T00:00Z, as a long. */
  TIMESTAMP(8);

  /** What {@link #fixedSize()} gives for kinds whose values differ in size. */
  public static final int VARIABLE = -1;

  private final int fixedSize;

  ValueKind(int fixedSize) {
    this.fixedSize = fixedSize;
  }

  /**
   * The size of a value of this kind in a row. It is part of the row format on disk.
   *
   * @return bytes, or {@link #VARIABLE}
   */
  public int fixedSize() {
    return fixedSize;
  }

  /**
   * Whether values of this kind differ in size.
   *
   * @return true for DECIMAL, STRING and BYTES
   */
  public boolean isVariable() {
    return fixedSize == VARIABLE;
  }

  /**
   * Whether every value of another kind is a value of this kind, so that a column may be altered
   * from it without a rewrite: the same kind, INT to LONG, FLOAT to DOUBLE.
   *
   * @param source the other kind
   * @return true when values can be read as this kind without loss
   */
  public boolean widens(ValueKind source) {
    return this == source || (this == LONG && source == INT) || (this == DOUBLE && source == FLOAT);
  }
}
