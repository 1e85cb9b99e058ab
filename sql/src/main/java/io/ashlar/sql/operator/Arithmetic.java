package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;
import io.ashlar.sql.type.TypeTable;

/**
 * Makes arithmetic.
 *
 * <p>Whole numbers are computed as the wider of both kinds, at least SMALLINT; a result outside it
 * is 22003, and a division gives a whole number. With a floating-point number it is DOUBLE, or REAL
 * when both are. Else it is exact: sums have the larger scale, products both scales together, and a
 * quotient as many digits as {@link io.ashlar.sql.value.Exact#divide} says. An exact result that
 * always fits 18 digits is computed as a long. Dates, times and intervals are in {@link
 * TemporalArithmetic}.
 *
 * <p>What is done with the constant null is null, and the other operand is not evaluated.
 */
public final class Arithmetic {

  private Arithmetic() {}

  /**
   * An operator between two scalars.
   *
   * @param operator which
   * @param left owned by the result from now on
   * @param right owned by the result from now on
   * @param context of the execution
   * @return the result; the left one itself when that is arithmetic of the same type, longer by one
   *     step
   * @throws io.ashlar.sql.error.SqlException 42883 when there is no such operator for the types
   */
  public static Scalar of(
      ArithmeticOperator operator, Scalar left, Scalar right, EvaluationContext context) {
    Arguments.requireGiven(operator, "operator");
    Arguments.requireGiven(left, "left");
    Arguments.requireGiven(right, "right");
    SqlType leftType = known(operator, left.type(), right.type());
    SqlType rightType = known(operator, right.type(), left.type());
    Scalar first = Casts.implicit(left, leftType, context);
    Scalar second = Casts.implicit(right, rightType, context);
    SqlType type = type(operator, leftType, rightType);
    boolean numbers =
        leftType.kind().category() == TypeCategory.NUMERIC
            && rightType.kind().category() == TypeCategory.NUMERIC;
    if (!numbers) {
      return TemporalArithmetic.of(operator, first, second, type, context);
    }
    if (type.kind() == SqlKind.DOUBLE) {
      first = Casts.implicit(first, SqlType.DOUBLE, context);
      second = Casts.implicit(second, SqlType.DOUBLE, context);
    }
    return chain(operator, first, second, type);
  }

  private static Scalar chain(
      ArithmeticOperator operator, Scalar first, Scalar second, SqlType type) {
    if (first instanceof ArithmeticChain chain
        && chain.type().equals(type)
        && !Slot.isNull(second)) {
      return chain.then(operator, second);
    }
    ArithmeticChain made =
        switch (type.form()) {
          case REAL -> new ArithmeticChain.Reals(first, type);
          case DECIMAL -> new ArithmeticChain.Decimals(first, type);
          default ->
              type.kind() == SqlKind.DECIMAL
                  ? new ArithmeticChain.Scaled(first, type)
                  : new ArithmeticChain.Whole(first, type);
        };
    return Folding.strict(made.then(operator, second), first, second);
  }

  /** What an operand is taken for: one whose type is not known has that of the other. */
  private static SqlType known(ArithmeticOperator operator, SqlType type, SqlType other) {
    if (type.kind() != SqlKind.UNKNOWN) {
      return type;
    }
    TypeCategory category = other.kind().category();
    boolean addsSpan =
        operator == ArithmeticOperator.PLUS
            && (category == TypeCategory.DATETIME || category == TypeCategory.TIME);
    return addsSpan ? SqlType.INTERVAL : SqlType.of(other.kind());
  }

  /**
   * The type of a result.
   *
   * @param operator which
   * @param left the type of the left operand
   * @param right the type of the right operand
   * @return the type
   * @throws io.ashlar.sql.error.SqlException 42883 when there is no such operator for the types
   */
  public static SqlType type(ArithmeticOperator operator, SqlType left, SqlType right) {
    SqlType first = known(operator, left, right);
    SqlType second = known(operator, right, left);
    if (first.kind().category() != TypeCategory.NUMERIC
        || second.kind().category() != TypeCategory.NUMERIC) {
      return TemporalArithmetic.type(operator, first, second);
    }
    if (first.kind().isReal() || second.kind().isReal()) {
      if (operator == ArithmeticOperator.REMAINDER) {
        throw DataErrors.undefinedOperator(operator.symbol(), first, second);
      }
      boolean single = first.kind() == SqlKind.REAL && second.kind() == SqlKind.REAL;
      return single ? SqlType.REAL : SqlType.DOUBLE;
    }
    if (first.kind().isWhole() && second.kind().isWhole()) {
      SqlKind wider = first.kind().compareTo(second.kind()) > 0 ? first.kind() : second.kind();
      return wider == SqlKind.TINYINT ? SqlType.SMALLINT : SqlType.of(wider);
    }
    return exact(operator, TypeTable.exact(first), TypeTable.exact(second));
  }

  private static SqlType exact(ArithmeticOperator operator, SqlType left, SqlType right) {
    if (!left.isBounded() || !right.isBounded() || operator == ArithmeticOperator.DIVIDED_BY) {
      return SqlType.NUMERIC;
    }
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    int precision =
        switch (operator) {
          case TIMES -> left.precision() + right.precision();
          case REMAINDER -> whole + scale;
          default -> whole + scale + 1;
        };
    if (operator == ArithmeticOperator.TIMES) {
      scale = left.scale() + right.scale();
    }
    // Digits are told only where they make the computation cheaper: chains would nest over them.
    return precision <= SqlType.MAX_WORD_DIGITS
        ? SqlType.decimal(precision, scale)
        : SqlType.NUMERIC;
  }

  /**
   * A number or interval with the other sign.
   *
   * @param operand owned by the result from now on
   * @param context of the execution
   * @return the result
   * @throws io.ashlar.sql.error.SqlException 42883 when there is no such operator for the type
   */
  public static Scalar negated(Scalar operand, EvaluationContext context) {
    Arguments.requireGiven(operand, "operand");
    SqlKind kind = operand.type().kind();
    Scalar known =
        kind == SqlKind.UNKNOWN ? Casts.implicit(operand, SqlType.DOUBLE, context) : operand;
    TypeCategory category = known.type().kind().category();
    if (category != TypeCategory.NUMERIC && category != TypeCategory.INTERVAL) {
      throw DataErrors.undefinedOperator("-", SqlType.UNKNOWN, known.type());
    }
    SqlType type = known.type().kind() == SqlKind.TINYINT ? SqlType.SMALLINT : known.type();
    Scalar negation =
        known.form() == ScalarForm.PAIR ? new Negation.Span(known) : new Negation(known, type);
    return Folding.of(negation, known);
  }
}
