package io.ashlar.rows.predicate;

import io.ashlar.type.ValueKind;

/**
 * Kinds of values that compare with each other and share one form in memory: an operand belongs to
 * one family, and may be compared with columns of every kind in it.
 */
enum Family {
  BOOLEAN,
  INTEGER,
  REAL,
  DECIMAL,
  STRING,
  BYTES,
  UUID,
  DATE,
  TIME,
  TIMESTAMP;

  static Family of(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> BOOLEAN;
      case INT, LONG -> INTEGER;
      case FLOAT, DOUBLE -> REAL;
      case DECIMAL -> DECIMAL;
      case STRING -> STRING;
      case BYTES -> BYTES;
      case UUID -> UUID;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /** Whether values are held as one long. */
  boolean isWord() {
    return this == BOOLEAN || this == INTEGER || this == DATE || this == TIME || this == TIMESTAMP;
  }

  /** Whether values are held as bytes. */
  boolean isBytes() {
    return this == STRING || this == BYTES;
  }
}
