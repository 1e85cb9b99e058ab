package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueReader;
import java.util.List;

/** The connectives, and the test for null. */
final class Logic {

  private Logic() {}

  /** The conjunction; true when there are no terms. */
  static Condition all(List<Condition> terms) {
    return terms.size() == 1 ? terms.get(0) : new All(terms.toArray(new Condition[0]));
  }

  /** The disjunction; false when there are no terms. */
  static Condition any(List<Condition> terms) {
    if (terms.isEmpty()) {
      return Condition.NEVER;
    }
    return terms.size() == 1 ? terms.get(0) : new Any(terms.toArray(new Condition[0]));
  }

  static Condition not(Condition term) {
    return new Not(term);
  }

  static Condition isNull(int ordinal) {
    return new IsNull(ordinal);
  }

  private static final class All extends Condition {

    private final Condition[] terms;

    All(Condition[] terms) {
      this.terms = terms;
    }

    @Override
    public int evaluate(ValueReader row) {
      int least = TRUE;
      for (Condition term : terms) {
        least = Math.min(least, term.evaluate(row));
        if (least == FALSE) {
          return FALSE;
        }
      }
      return least;
    }
  }

  private static final class Any extends Condition {

    private final Condition[] terms;

    Any(Condition[] terms) {
      this.terms = terms;
    }

    @Override
    public int evaluate(ValueReader row) {
      int most = FALSE;
      for (Condition term : terms) {
        most = Math.max(most, term.evaluate(row));
        if (most == TRUE) {
          return TRUE;
        }
      }
      return most;
    }
  }

  private static final class Not extends Condition {

    private final Condition term;

    Not(Condition term) {
      this.term = term;
    }

    @Override
    public int evaluate(ValueReader row) {
      return TRUE - term.evaluate(row);
    }
  }

  private static final class IsNull extends Condition {

    private final int ordinal;

    IsNull(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public int evaluate(ValueReader row) {
      return of(row.isNull(ordinal));
    }
  }
}
