package io.ashlar.rows.predicate;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Compiles expressions against a table: columns become ordinals, constants are converted once,
 * parameters get a place in {@link Parameters}.
 */
public final class ExpressionCompiler {

  private static final ValueType INTEGER = ValueType.of(ValueKind.LONG);
  private static final ValueType REAL = ValueType.of(ValueKind.DOUBLE);
  private static final ValueType DECIMAL = ValueType.of(ValueKind.DECIMAL);

  private final TableDefinition table;
  private final Parameters parameters;

  /** What the expressions compiled so far read. */
  private final BitSet columns;

  /** What the expressions compiled so far look like. */
  private final StringBuilder text;

  /**
   * Makes a compiler.
   *
   * @param table the table whose rows the numbers are computed from
   * @param parameters receives the parameters that occur
   * @param columns receives the ordinals of the columns that occur
   */
  public ExpressionCompiler(TableDefinition table, Parameters parameters, BitSet columns) {
    this(table, parameters, columns, new StringBuilder());
  }

  ExpressionCompiler(
      TableDefinition table, Parameters parameters, BitSet columns, StringBuilder text) {
    this.table = table;
    this.parameters = parameters;
    this.columns = columns;
    this.text = text;
  }

  /**
   * Compiles a number.
   *
   * @param expression the number
   * @return the compiled form
   * @throws SchemaException when a column does not belong to the table
   */
  public Scalar scalar(NumericExpression expression) {
    if (expression instanceof Column column) {
      return ScalarLeaf.column(use(column), ValueType.of(column.type().kind()).family());
    }
    if (expression instanceof NumericOperation operation) {
      return operation(operation);
    }
    if (expression instanceof IntegerExpression whole) {
      return whole(whole);
    }
    return expression instanceof RealExpression real
        ? real(real)
        : exact((DecimalExpression) expression);
  }

  /**
   * A parameter that stands for a value of a column.
   *
   * @param parameter the parameter
   * @param column the column
   * @return where its value will be
   * @throws SchemaException when the parameter stands for a value of another type too
   */
  public Operand parameter(Parameter parameter, Column column) {
    return parameters.declare(parameter.index(), column);
  }

  private Scalar whole(IntegerExpression expression) {
    if (expression instanceof IntegerExpression.Placeholder p) {
      return parameter(p.parameter(), INTEGER);
    }
    return constant(INTEGER, ((IntegerExpression.Constant) expression).value());
  }

  private Scalar real(RealExpression expression) {
    if (expression instanceof RealExpression.Placeholder p) {
      return parameter(p.parameter(), REAL);
    }
    return constant(REAL, ((RealExpression.Constant) expression).value());
  }

  private Scalar exact(DecimalExpression expression) {
    if (expression instanceof DecimalExpression.Placeholder p) {
      return parameter(p.parameter(), DECIMAL);
    }
    return constant(DECIMAL, ((DecimalExpression.Constant) expression).value());
  }

  /** Along the left sides, which may be many. */
  private Scalar operation(NumericOperation last) {
    List<NumericOperation> steps = last.steps();
    text.append("(".repeat(steps.size()));
    Scalar first = scalar(steps.get(0).left());
    List<Arithmetic> operators = new ArrayList<>(steps.size());
    List<Scalar> numbers = new ArrayList<>(steps.size());
    for (NumericOperation step : steps) {
      text.append(' ').append(step.operator().symbol()).append(' ');
      operators.add(step.operator());
      numbers.add(scalar(step.right()));
      text.append(')');
    }
    return ScalarOperation.of(first, operators, numbers);
  }

  private Scalar parameter(Parameter parameter, ValueType family) {
    text.append('?').append(parameter.index());
    return ScalarLeaf.operand(parameters.declare(parameter.index(), family));
  }

  private Scalar constant(ValueType family, Object value) {
    Operand constant = operandOf(family, value);
    text.append(constant);
    return ScalarLeaf.operand(constant);
  }

  private static Operand operandOf(ValueType family, Object value) {
    Operand constant = new Operand(-1, family, "an expression", Parameters.nameOf(family));
    constant.setConstant(value);
    return constant;
  }

  /** Whether terms are those of an {@code in}: one number equal to several values of its type. */
  static boolean isMembership(List<Predicate> terms) {
    if (terms.size() < 2
        || !(terms.get(0) instanceof Predicate.CompareExpressions first
            && first.left() instanceof NumericExpression number)) {
      return false;
    }
    for (Predicate term : terms) {
      if (!(term instanceof Predicate.CompareExpressions compare
          && compare.comparison() == Comparison.EQUAL
          && compare.left().equals(number)
          && isValueFor(number, compare.right()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValueFor(NumericExpression number, ComparableExpression<?> value) {
    if (number instanceof IntegerExpression) {
      return value instanceof IntegerExpression.Constant
          || value instanceof IntegerExpression.Placeholder;
    }
    if (number instanceof RealExpression) {
      return value instanceof RealExpression.Constant
          || value instanceof RealExpression.Placeholder;
    }
    return value instanceof DecimalExpression.Constant
        || value instanceof DecimalExpression.Placeholder;
  }

  /** Computes the number once for each row, whatever the number of values. */
  Condition membership(List<Predicate> terms) {
    Scalar number =
        scalar((NumericExpression) ((Predicate.CompareExpressions) terms.get(0)).left());
    List<Operand> values = new ArrayList<>(terms.size());
    for (Predicate term : terms) {
      values.add(valueOf(((Predicate.CompareExpressions) term).right()));
    }
    text.append(" in ").append(values);
    return Membership.of(number, values, parameters);
  }

  private Operand valueOf(ComparableExpression<?> value) {
    if (value instanceof IntegerExpression.Constant c) {
      return operandOf(INTEGER, c.value());
    } else if (value instanceof IntegerExpression.Placeholder p) {
      return parameters.declare(p.parameter().index(), INTEGER);
    } else if (value instanceof RealExpression.Constant c) {
      return operandOf(REAL, c.value());
    } else if (value instanceof RealExpression.Placeholder p) {
      return parameters.declare(p.parameter().index(), REAL);
    } else if (value instanceof DecimalExpression.Constant c) {
      return operandOf(DECIMAL, c.value());
    }
    Parameter parameter = ((DecimalExpression.Placeholder) value).parameter();
    return parameters.declare(parameter.index(), DECIMAL);
  }

  Condition isNull(Predicate.IsNullExpression predicate) {
    Scalar scalar = scalar(predicate.expression());
    text.append(" is null");
    return CompareValues.isNull(scalar);
  }

  Condition compare(Predicate.CompareExpressions predicate) {
    ComparableExpression<?> left = predicate.left();
    ComparableExpression<?> right = predicate.right();
    Comparison comparison = predicate.comparison();
    if (comparison == Comparison.STARTS_WITH) {
      throw new SchemaException(
          "Columns are not compared by a prefix.", "table", table.name(), "left", left);
    }
    String symbol = ' ' + comparison.symbol() + ' ';
    if (left instanceof NumericExpression one && right instanceof NumericExpression other) {
      Scalar first = scalar(one);
      text.append(symbol);
      return CompareValues.of(first, comparison, scalar(other));
    }
    if (!(left instanceof Column one && right instanceof Column other)
        || ValueType.of(one.type().kind()).family() != ValueType.of(other.type().kind()).family()) {
      throw new SchemaException(
          "Values of different types are compared.",
          "table",
          table.name(),
          "left",
          left,
          "right",
          right);
    }
    int first = use(one);
    text.append(symbol);
    return CompareValues.of(
        ValueType.of(one.type().kind()).family(), first, comparison, use(other));
  }

  Condition like(Predicate.Like like) {
    int ordinal = use(like.column());
    Operand pattern;
    if (like.pattern() instanceof Parameter parameter) {
      pattern = parameters.declare(parameter.index(), like.column());
    } else {
      pattern = Operand.constant(like.column(), like.pattern());
    }
    text.append(" like ").append(pattern);
    return new LikeCondition(ordinal, pattern, like.escape());
  }

  private int use(Column column) {
    int ordinal = PredicateCompiler.ordinalOf(table, column);
    columns.set(ordinal);
    text.append(table.columns().get(ordinal).name());
    return ordinal;
  }
}
