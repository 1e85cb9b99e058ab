package io.ashlar.query;

import io.ashlar.error.LimitExceededException;
import java.util.List;

/**
 * How large a predicate or expression is. It is known, and bounded, when the description is made,
 * so that whoever walks it later needs no more than a bounded stack. What is put together term by
 * term counts as one level, however long it is.
 *
 * @param nesting levels within each other; 0 for a column, a constant or a comparison of them
 * @param terms columns, constants and comparisons that it is made of, those that occur twice twice
 */
record Extent(int nesting, long terms) {

  private static final Extent LEAF = new Extent(0, 1);

  Extent {
    if (nesting > Predicate.MAX_NESTING) {
      throw new LimitExceededException(
          "The predicate or expression is nested too deeply.",
          "nesting",
          nesting,
          "limit",
          Predicate.MAX_NESTING);
    }
    if (terms > Predicate.MAX_TERMS) {
      throw new LimitExceededException(
          "The predicate or expression has too many terms.",
          "terms",
          terms,
          "limit",
          Predicate.MAX_TERMS);
    }
  }

  static Extent of(Predicate predicate) {
    if (predicate instanceof Junction junction) {
      return junction.extent();
    } else if (predicate instanceof Predicate.Not not) {
      return not.extent();
    } else if (predicate instanceof Predicate.CompareExpressions compare) {
      return compare.extent();
    } else if (predicate instanceof Predicate.IsNullExpression isNull) {
      return of(isNull.expression());
    }
    return LEAF;
  }

  static Extent of(ComparableExpression<?> expression) {
    return expression instanceof NumericOperation operation ? operation.extent() : LEAF;
  }

  static Extent ofNegation(Predicate term) {
    Extent inner = of(term);
    return new Extent(inner.nesting + 1, inner.terms);
  }

  /** Refuses a comparison that is too large. */
  static void check(ComparableExpression<?> left, ComparableExpression<?> right) {
    Extent compared = ofComparison(left, right);
    assert compared.terms > 1 : "each side has a term";
  }

  static Extent ofComparison(ComparableExpression<?> left, ComparableExpression<?> right) {
    Extent first = of(left);
    Extent second = of(right);
    return new Extent(Math.max(first.nesting, second.nesting), first.terms + second.terms);
  }

  /** Left sides are walked along, so they are no level of their own. */
  static Extent ofOperation(NumericExpression left, NumericExpression right) {
    Extent first = of(left);
    Extent second = of(right);
    return new Extent(Math.max(first.nesting, second.nesting + 1), first.terms + second.terms);
  }

  /** Of terms that are joined; those of the same kind of junction are terms of it themselves. */
  static Extent ofTerms(Class<? extends Junction> junction, List<Predicate> terms) {
    int nesting = 1;
    long count = 0;
    for (Predicate term : terms) {
      Extent inner = of(term);
      nesting = Math.max(nesting, junction.isInstance(term) ? inner.nesting : inner.nesting + 1);
      count += inner.terms;
    }
    return new Extent(nesting, count);
  }
}
