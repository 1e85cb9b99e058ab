package io.ashlar.sql.lower;

import io.ashlar.query.Parameter;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.ParameterTypes;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes parameters of expressions that depend on no row of a table. */
final class OperandLowering {

  private final ExpressionBinder expressions;

  /** The sources whose rows are there when the table is read. */
  private final BitSet available;

  /** Whether operands are constants, since what is made is stored and has no parameters. */
  private final boolean constant;

  private final List<Scalar> scalars = new ArrayList<>();

  OperandLowering(ExpressionBinder expressions, BitSet available, boolean constant) {
    this.expressions = expressions;
    this.available = available;
    this.constant = constant;
  }

  List<Scalar> scalars() {
    return scalars;
  }

  int mark() {
    return scalars.size();
  }

  void rollback(int mark) {
    scalars.subList(mark, scalars.size()).clear();
  }

  /**
   * The parameter or constant that an expression becomes beside a column.
   *
   * @return null when it depends on rows of the table, or the table would compare it otherwise
   */
  Object lower(Expression expression, SqlType column) {
    SqlType expected = ParameterTypes.comparedWith(column);
    BitSet asked = expressions.scope().watch(true);
    SqlType type = expressions.bind(expression, expected).type();
    expressions.scope().unwatch();
    asked.andNot(available);
    boolean isFree = asked.isEmpty() && !expressions.scope().wasVolatile();
    SqlType target = target(column, type);
    if (!isFree || target == null) {
      return null;
    }
    Scalar scalar = expressions.bind(expression, expected);
    Scalar operand = Casts.implicit(scalar, target, expressions.context());
    return constant ? ConstantValue.of(operand) : add(operand);
  }

  /**
   * The same beside a column by whose constants an index is chosen: the value of a constant.
   *
   * @return a parameter where it is none, or the column could not have it
   */
  Object lowerToConstant(Expression expression, SqlType column) {
    Object operand = lower(expression, column);
    if (!(operand instanceof Parameter)) {
      return operand;
    }
    Scalar scalar = scalars.get(scalars.size() - 1);
    if (!scalar.isConstant() || !isAmong(scalar, column)) {
      return operand;
    }
    Object value = ConstantValue.of(scalar);
    if (value == null) {
      return operand;
    }
    rollback(scalars.size() - 1);
    return value;
  }

  private static boolean isAmong(Scalar constant, SqlType column) {
    SqlKind kind = column.kind();
    SqlKind given = constant.type().kind();
    if (!kind.isWhole()) {
      return (given == kind && !kind.isReal() && kind != SqlKind.DECIMAL)
          || (kind.isText() && (given.isText() || given == SqlKind.UNKNOWN));
    }
    return given.isWhole()
        && constant.evaluate(null)
        && constant.word() >= kind.least()
        && constant.word() <= kind.greatest();
  }

  Parameter add(Scalar scalar) {
    scalars.add(scalar);
    return new Parameter(scalars.size() - 1);
  }

  /**
   * The type as which an operand is bound, so that the table compares as SQL does; null when there
   * is none.
   */
  private static SqlType target(SqlType column, SqlType operand) {
    SqlKind from = operand.kind();
    SqlKind to = column.kind();
    if (from == SqlKind.UNKNOWN) {
      return ParameterTypes.comparedWith(column);
    }
    if (from.category() != to.category()) {
      return null;
    }
    if (to.category() == TypeCategory.NUMERIC) {
      return number(to, operand);
    }
    if (to.category() == TypeCategory.DATETIME && from != to) {
      return from.compareTo(to) < 0 ? SqlType.of(to) : null;
    }
    return operand;
  }

  private static SqlType number(SqlKind column, SqlType operand) {
    if (column.isReal()) {
      return SqlType.DOUBLE;
    }
    boolean fits = operand.kind().isWhole() || (!operand.kind().isReal() && !column.isWhole());
    return fits ? operand : null;
  }
}
