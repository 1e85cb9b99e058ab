package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A type as it was written; whether there is such a type is not judged here.
 *
 * @param offset where it begins in the text
 * @param name its words in lower case with one space between them, as in {@code double precision}
 * @param arguments length, or precision and scale
 * @param zone whether it has a time zone
 * @param interval the fields of an interval
 */
public record TypeName(
    int offset,
    String name,
    List<Integer> arguments,
    Zone zone,
    Optional<IntervalQualifier> interval)
    implements SyntaxNode {
  /** Whether a type of time was written with a time zone. */
  public enum Zone {
    /** Neither. */
    UNSAID,
    /** {@code WITH TIME ZONE}. */
    WITH,
    /** {@code WITHOUT TIME ZONE}. */
    WITHOUT
  }
}
