package io.ashlar.sql.syntax;

import java.util.Optional;

/**
 * The fields that an interval has, as in {@code DAY(3) TO SECOND(6)}.
 *
 * @param offset where it begins in the text
 * @param from the first field
 * @param precision digits of the first field
 * @param to the last field, if there are several
 * @param fraction digits of a fraction of seconds
 */
public record IntervalQualifier(
    int offset,
    Field from,
    Optional<Integer> precision,
    Optional<Field> to,
    Optional<Integer> fraction)
    implements SyntaxNode {
  /** A field of an interval. */
  public enum Field {
    /** Years. */
    YEAR,
    /** Months. */
    MONTH,
    /** Days. */
    DAY,
    /** Hours. */
    HOUR,
    /** Minutes. */
    MINUTE,
    /** Seconds. */
    SECOND
  }
}
