package io.ashlar.sql.lower;

import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.type.SqlKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Makes predicates of conditions on one table. Each term is judged whole: a disjunction with one
 * term that cannot be said is not handed down.
 */
public final class PredicateLowering {

  private static final char NO_ESCAPE = '\\';

  private final ExpressionBinder expressions;
  private final int source;
  private final OperandLowering operands;

  /** The columns beside which constants stay constants. */
  private final Set<String> proving;

  /**
   * For one table of a query block.
   *
   * @param expressions of the block
   * @param source the number of the table in FROM
   * @param available the sources whose rows are there when the table is read, on which operands may
   *     depend
   * @param proving the columns by whose constants an index may be chosen, by name
   */
  public PredicateLowering(
      ExpressionBinder expressions, int source, BitSet available, Set<String> proving) {
    this(expressions, source, available, proving, false);
  }

  private PredicateLowering(
      ExpressionBinder expressions,
      int source,
      BitSet available,
      Set<String> proving,
      boolean constant) {
    this.proving = proving;
    this.expressions = expressions;
    this.source = source;
    this.operands = new OperandLowering(expressions, available, constant);
  }

  /**
   * For predicates that are stored: operands are constants.
   *
   * @param expressions over the columns of the one table
   * @return a new one
   */
  public static PredicateLowering ofConstants(ExpressionBinder expressions) {
    return new PredicateLowering(expressions, 0, new BitSet(), Set.of(), true);
  }

  /**
   * The operands of all predicates that were made, by the numbers of their parameters.
   *
   * @return in order
   */
  public List<Scalar> operands() {
    return operands.scalars();
  }

  /**
   * One more parameter.
   *
   * @param scalar gives its value; depends on no row of the table
   * @return the parameter
   */
  public Parameter operand(Scalar scalar) {
    return operands.add(scalar);
  }

  /**
   * A predicate that selects the rows for which a condition is true.
   *
   * @param condition without aggregates
   * @return null when the table cannot judge it
   */
  public Predicate lower(Expression condition) {
    int before = operands.mark();
    Predicate predicate = made(condition);
    if (predicate == null) {
      operands.rollback(before);
    }
    return predicate;
  }

  private Predicate made(Expression condition) {
    if (condition instanceof Expression.Junction junction) {
      return junction(junction);
    }
    if (condition instanceof Expression.Unary unary
        && unary.operator() == Expression.UnaryOperator.NOT) {
      Predicate inner = made(unary.operand());
      return inner == null ? null : inner.not();
    }
    if (condition instanceof Expression.ColumnReference) {
      Source.SourceColumn column = column(condition);
      return column != null && column.type().kind() == SqlKind.BOOLEAN
          ? new Predicate.Compare(column.column(), Comparison.EQUAL, true)
          : null;
    }
    return condition instanceof Condition simple ? simple(simple) : null;
  }

  private Predicate simple(Condition condition) {
    if (condition instanceof Condition.Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof Condition.NullTest test) {
      Source.SourceColumn column = column(test.operand());
      if (column == null) {
        return null;
      }
      return test.negated() ? column.column().isNotNull() : column.column().isNull();
    }
    if (condition instanceof Condition.Between between && !between.symmetric()) {
      return between(between);
    }
    if (condition instanceof Condition.InList in) {
      return in(in);
    }
    return condition instanceof Condition.Like like ? like(like) : null;
  }

  private Predicate junction(Expression.Junction junction) {
    List<Predicate> terms = new ArrayList<>(junction.terms().size());
    for (Expression term : junction.terms()) {
      Predicate predicate = made(term);
      if (predicate == null) {
        return null;
      }
      terms.add(predicate);
    }
    return junction.kind() == Expression.JunctionKind.AND
        ? new Predicate.And(terms)
        : new Predicate.Or(terms);
  }

  /** The column of this table that an expression is; null when it is something else. */
  private Source.SourceColumn column(Expression expression) {
    Source.SourceColumn found = expressions.scope().columnOf(expression, source);
    return found == null || found.column() == null ? null : found;
  }

  private Predicate comparison(Condition.Comparison comparison) {
    Comparison operator = operator(comparison.operator());
    Predicate predicate = compared(comparison.left(), operator, comparison.right());
    return predicate != null
        ? predicate
        : compared(comparison.right(), mirrored(operator), comparison.left());
  }

  private Predicate compared(Expression left, Comparison operator, Expression right) {
    Source.SourceColumn column = column(left);
    if (column == null) {
      return null;
    }
    Object operand =
        proving.contains(column.column().name())
            ? operands.lowerToConstant(right, column.type())
            : operands.lower(right, column.type());
    return operand == null ? null : new Predicate.Compare(column.column(), operator, operand);
  }

  private Predicate between(Condition.Between between) {
    Predicate least = compared(between.operand(), Comparison.AT_LEAST, between.low());
    Predicate most =
        least == null ? null : compared(between.operand(), Comparison.AT_MOST, between.high());
    if (most == null) {
      return null;
    }
    Predicate both = least.and(most);
    return between.negated() ? both.not() : both;
  }

  private Predicate in(Condition.InList in) {
    Source.SourceColumn column = column(in.operand());
    if (column == null || in.items().isEmpty()) {
      return null;
    }
    List<Object> items = new ArrayList<>(in.items().size());
    for (Expression item : in.items()) {
      Object operand = operands.lower(item, column.type());
      if (operand == null) {
        return null;
      }
      items.add(operand);
    }
    Predicate among = new Predicate.In(column.column(), items);
    return in.negated() ? among.not() : among;
  }

  private Predicate like(Condition.Like like) {
    Source.SourceColumn column = column(like.operand());
    if (column == null
        || like.caseInsensitive()
        || !(column.column() instanceof StringColumn text)) {
      return null;
    }
    char escape = NO_ESCAPE;
    if (like.escape().isPresent()) {
      if (!(like.escape().get() instanceof Literal.Text given) || given.value().length() != 1) {
        return null;
      }
      escape = given.value().charAt(0);
      if (escape == '%' || escape == '_' || Character.isSurrogate(escape)) {
        return null;
      }
    }
    Object pattern = operands.lower(like.pattern(), column.type());
    if (pattern == null) {
      return null;
    }
    Predicate matches = new Predicate.Like(text, pattern, escape);
    return like.negated() ? matches.not() : matches;
  }

  private static Comparison operator(Condition.ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> Comparison.EQUAL;
      case NOT_EQUAL -> Comparison.NOT_EQUAL;
      case LESS -> Comparison.LESS;
      case LESS_OR_EQUAL -> Comparison.AT_MOST;
      case GREATER -> Comparison.GREATER;
      case GREATER_OR_EQUAL -> Comparison.AT_LEAST;
    };
  }

  private static Comparison mirrored(Comparison operator) {
    return switch (operator) {
      case LESS -> Comparison.GREATER;
      case AT_MOST -> Comparison.AT_LEAST;
      case GREATER -> Comparison.LESS;
      case AT_LEAST -> Comparison.AT_MOST;
      default -> operator;
    };
  }

  /**
   * The column that an expression is.
   *
   * @param expression any
   * @return null when it is no column of this table
   */
  public Column columnOf(Expression expression) {
    Source.SourceColumn column = column(expression);
    return column == null ? null : column.column();
  }
}
