package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.ArrayList;
import java.util.List;

/** Brings operands to the types that operators need. */
final class Operands {

  private Operands() {}

  /**
   * Operands as values that compare with each other: exact numbers stay as they are, since they
   * compare by value; all others are of one type, without limits of length or digits.
   */
  static List<Scalar> comparable(String where, List<Scalar> operands, EvaluationContext context) {
    SqlType common = common(where, operands);
    SqlType target = SqlType.of(common.kind());
    boolean exact = target.kind() == SqlKind.DECIMAL || target.kind().isWhole();
    List<Scalar> result = new ArrayList<>(operands.size());
    for (Scalar operand : operands) {
      boolean asItIs = exact && operand.type().kind() != SqlKind.UNKNOWN;
      result.add(asItIs ? operand : Casts.implicit(operand, target, context));
    }
    return result;
  }

  /** Operands as values of the type that they have in common. */
  static List<Scalar> unified(List<Scalar> operands, SqlType common, EvaluationContext context) {
    List<Scalar> result = new ArrayList<>(operands.size());
    for (Scalar operand : operands) {
      result.add(Casts.implicit(operand, common, context));
    }
    return result;
  }

  /**
   * The type that operands have in common; TEXT when none has one. Literals in quotes and
   * parameters, of which nothing is declared, may be longer or finer than the others.
   */
  static SqlType common(String where, List<Scalar> operands) {
    SqlType common = SqlType.UNKNOWN;
    for (Scalar operand : operands) {
      common = TypeTable.common(where, common, operand.type());
    }
    if (common.kind() == SqlKind.UNKNOWN) {
      common = SqlType.TEXT;
    }
    for (Scalar operand : operands) {
      if (operand.type().kind() == SqlKind.UNKNOWN && !Slot.isNull(operand)) {
        return SqlType.of(common.kind());
      }
    }
    return common;
  }

  /** An operand that is true, false or null. */
  static Scalar truth(String where, Scalar operand, EvaluationContext context) {
    Arguments.requireGiven(operand, "operand");
    SqlKind kind = operand.type().kind();
    if (kind != SqlKind.BOOLEAN && kind != SqlKind.UNKNOWN) {
      throw DataErrors.wrongType(where, SqlType.BOOLEAN, operand.type());
    }
    return Casts.implicit(operand, SqlType.BOOLEAN, context);
  }

  /** An operand that is a text. */
  static Scalar text(String operator, Scalar operand, EvaluationContext context) {
    Arguments.requireGiven(operand, "operand");
    SqlKind kind = operand.type().kind();
    if (!kind.isText() && kind != SqlKind.UNKNOWN) {
      throw DataErrors.undefinedOperator(operator, operand.type(), SqlType.TEXT);
    }
    return Casts.implicit(operand, SqlType.TEXT, context);
  }

  /** The failure of an operator whose sides have no type in common. */
  static SqlException undefined(String operator, Scalar left, Scalar right) {
    return DataErrors.undefinedOperator(operator, left.type(), right.type());
  }
}
