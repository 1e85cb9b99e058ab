package io.ashlar.sql.syntax;

import java.util.Optional;

/** A value that stands in the text. */
public sealed interface Literal extends Expression {

  /**
   * A number.
   *
   * @param offset where it begins in the text
   * @param text as it was written, but that hexadecimal digits are given in decimal
   * @param kind how it was written
   */
  record Numeric(int offset, String text, NumericKind kind) implements Literal {}

  /**
   * A character string.
   *
   * @param offset where it begins in the text
   * @param value the characters, without quotes and escapes
   */
  record Text(int offset, String value) implements Literal {}

  /**
   * A string of bytes.
   *
   * @param offset where it begins in the text
   * @param digits two hexadecimal digits in lower case for each byte
   */
  record Binary(int offset, String digits) implements Literal {}

  /**
   * {@code TRUE} or {@code FALSE}.
   *
   * @param offset where it begins in the text
   * @param value which of them
   */
  record Truth(int offset, boolean value) implements Literal {}

  /**
   * {@code NULL}.
   *
   * @param offset where it begins in the text
   */
  record Null(int offset) implements Literal {}

  /**
   * A date, time or timestamp: {@code DATE '2026-01-31'}.
   *
   * @param offset where it begins in the text
   * @param kind its type
   * @param text what stood between the quotes; not judged here
   */
  record Temporal(int offset, TemporalKind kind, String text) implements Literal {}

  /**
   * A span of time: {@code INTERVAL '7' DAY}.
   *
   * @param offset where it begins in the text
   * @param negative whether a minus stood before the quotes
   * @param text what stood between the quotes; not judged here
   * @param qualifier its fields, if they were said
   */
  record Interval(int offset, boolean negative, String text, Optional<IntervalQualifier> qualifier)
      implements Literal {}

  /** How a number was written. */
  enum NumericKind {
    /** Digits alone. */
    INTEGER,
    /** With a point. */
    DECIMAL,
    /** With an exponent. */
    APPROXIMATE
  }

  /** Types of temporal literals. */
  enum TemporalKind {
    /** A date. */
    DATE,
    /** A time of day. */
    TIME,
    /** Date and time. */
    TIMESTAMP,
    /** A time of day in a zone. */
    TIME_WITH_ZONE,
    /** Date and time in a zone. */
    TIMESTAMP_WITH_ZONE
  }
}
