package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** Logic of three values: true, false and null. */
public final class Logic {

  private Logic() {}

  /**
   * A conjunction: false when a term is, else null when one is. Terms are evaluated from the left
   * until one is false.
   *
   * @param terms owned by the result from now on
   * @param context of the execution
   * @return true when there are no terms
   * @throws io.ashlar.sql.error.SqlException 42804 when a term is no boolean
   */
  public static Scalar and(List<Scalar> terms, EvaluationContext context) {
    return junction(terms, 0, "and", context);
  }

  /**
   * A disjunction: true when a term is, else null when one is. Terms are evaluated from the left
   * until one is true.
   *
   * @param terms owned by the result from now on
   * @param context of the execution
   * @return false when there are no terms
   * @throws io.ashlar.sql.error.SqlException 42804 when a term is no boolean
   */
  public static Scalar or(List<Scalar> terms, EvaluationContext context) {
    return junction(terms, 1, "or", context);
  }

  private static Scalar junction(
      List<Scalar> terms, long deciding, String name, EvaluationContext context) {
    Arguments.requireGiven(terms, "terms");
    List<Scalar> truths = new ArrayList<>(terms.size());
    for (Scalar term : terms) {
      Scalar truth = Operands.truth(name, term, context);
      // A nested list of the same sort is part of this one.
      if (truth instanceof Junction nested && nested.deciding == deciding) {
        truths.addAll(List.of(nested.terms));
      } else {
        truths.add(truth);
      }
    }
    if (truths.size() == 1) {
      return truths.get(0);
    }
    return Folding.of(new Junction(truths.toArray(new Scalar[0]), deciding), truths);
  }

  /**
   * A negation.
   *
   * @param term owned by the result from now on
   * @param context of the execution
   * @return null when the term is
   * @throws io.ashlar.sql.error.SqlException 42804 when it is no boolean
   */
  public static Scalar not(Scalar term, EvaluationContext context) {
    Scalar truth = Operands.truth("not", term, context);
    return Folding.of(new Not(truth), truth);
  }

  /**
   * Whether a value is null.
   *
   * @param operand owned by the result from now on
   * @param negated whether it is asked that it is not
   * @return true or false
   */
  public static Scalar isNull(Scalar operand, boolean negated) {
    Arguments.requireGiven(operand, "operand");
    return Folding.of(new IsNull(operand, negated), operand);
  }

  /**
   * Whether a boolean is true, false or null.
   *
   * @param operand owned by the result from now on
   * @param asked TRUE, FALSE, or null for null
   * @param negated whether it is asked that it is not
   * @param context of the execution
   * @return true or false
   * @throws io.ashlar.sql.error.SqlException 42804 when it is no boolean
   */
  public static Scalar is(
      Scalar operand, Boolean asked, boolean negated, EvaluationContext context) {
    Scalar truth = Operands.truth("is", operand, context);
    if (asked == null) {
      return isNull(truth, negated);
    }
    return Folding.of(new Is(truth, asked, negated), truth);
  }

  /**
   * What is true for a row to count: a condition that is null does not.
   *
   * @param condition evaluated here
   * @param frame the row
   * @return true when it is
   */
  public static boolean holds(Scalar condition, Frame frame) {
    return condition.evaluate(frame) && condition.isTrue();
  }

  /**
   * A constant.
   *
   * @param value which
   * @return a new scalar
   */
  public static Scalar constant(boolean value) {
    return Slot.of(value);
  }

  private static final class Junction extends Scalar {

    private final Scalar[] terms;

    /** The value that decides as soon as a term has it. */
    private final long deciding;

    Junction(Scalar[] terms, long deciding) {
      super(SqlType.BOOLEAN);
      this.terms = terms;
      this.deciding = deciding;
    }

    @Override
    public boolean evaluate(Frame frame) {
      boolean known = true;
      for (Scalar term : terms) {
        if (!term.evaluate(frame)) {
          known = false;
        } else if (term.word() == deciding) {
          word = deciding;
          return true;
        }
      }
      word = 1 - deciding;
      return known;
    }
  }

  private static final class Not extends Scalar {

    private final Scalar term;

    Not(Scalar term) {
      super(SqlType.BOOLEAN);
      this.term = term;
    }

    @Override
    public boolean evaluate(Frame frame) {
      return term.evaluate(frame) && truth(!term.isTrue());
    }
  }

  private static final class IsNull extends Scalar {

    private final Scalar operand;
    private final boolean negated;

    IsNull(Scalar operand, boolean negated) {
      super(SqlType.BOOLEAN);
      this.operand = operand;
      this.negated = negated;
    }

    @Override
    public boolean evaluate(Frame frame) {
      return truth(operand.evaluate(frame) == negated);
    }
  }

  private static final class Is extends Scalar {

    private final Scalar operand;
    private final boolean asked;
    private final boolean negated;

    Is(Scalar operand, boolean asked, boolean negated) {
      super(SqlType.BOOLEAN);
      this.operand = operand;
      this.asked = asked;
      this.negated = negated;
    }

    @Override
    public boolean evaluate(Frame frame) {
      boolean is = operand.evaluate(frame) && operand.isTrue() == asked;
      return truth(is != negated);
    }
  }
}
