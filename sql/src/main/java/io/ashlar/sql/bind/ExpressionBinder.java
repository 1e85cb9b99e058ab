package io.ashlar.sql.bind;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.operator.Arithmetic;
import io.ashlar.sql.operator.ArithmeticOperator;
import io.ashlar.sql.operator.Concatenation;
import io.ashlar.sql.operator.Conditional;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;
import io.ashlar.sql.type.TypeNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the scalar of an expression. A parameter takes the type of what it meets: of the other
 * operand, of the column that it is stored in, of the text that it is joined to.
 */
public final class ExpressionBinder {

  private final Binding binding;
  private final Scope scope;
  private final Grouping grouping;
  private final LiteralBinder literals;
  private final ConditionBinder conditions;
  private final CallBinder calls;

  /**
   * For a query block.
   *
   * @param binding of the statement
   * @param scope what names mean
   */
  public ExpressionBinder(Binding binding, Scope scope) {
    this(binding, scope, null);
  }

  /**
   * For expressions above GROUP BY.
   *
   * @param binding of the statement
   * @param scope what names mean in rows
   * @param grouping what expressions mean in groups; null for expressions over rows
   */
  public ExpressionBinder(Binding binding, Scope scope, Grouping grouping) {
    this.binding = binding;
    this.scope = scope;
    this.grouping = grouping;
    this.literals = new LiteralBinder(binding);
    this.conditions = new ConditionBinder(binding, this);
    this.calls = new CallBinder(binding, this);
  }

  /**
   * What names mean here.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /**
   * What scalars know of the session.
   *
   * @return the context of the statement
   */
  public EvaluationContext context() {
    return binding.context();
  }

  /**
   * An expression where nothing is expected.
   *
   * @param expression the expression
   * @return what computes it
   * @throws SqlException when it cannot be understood, with line and column
   */
  public Scalar bind(Expression expression) {
    return bind(expression, SqlType.UNKNOWN);
  }

  /**
   * An expression.
   *
   * @param expression the expression
   * @param expected the type that a parameter in this place has; other expressions keep their own
   * @return what computes it
   * @throws SqlException when it cannot be understood, with line and column
   */
  public Scalar bind(Expression expression, SqlType expected) {
    try {
      return made(expression, expected);
    } catch (SqlException fault) {
      throw binding.placed(fault, expression.offset());
    }
  }

  /**
   * A condition.
   *
   * @param expression the expression
   * @return a boolean
   * @throws SqlException 42804 when it is none
   */
  public Scalar condition(Expression expression) {
    Scalar scalar = bind(expression, SqlType.BOOLEAN);
    try {
      if (scalar.type().kind() == SqlKind.UNKNOWN) {
        return Casts.implicit(scalar, SqlType.BOOLEAN, binding.context());
      }
      if (scalar.type().kind() != SqlKind.BOOLEAN) {
        throw DataErrors.wrongType("WHERE", SqlType.BOOLEAN, scalar.type());
      }
      return scalar;
    } catch (SqlException fault) {
      throw binding.placed(fault, expression.offset());
    }
  }

  private Scalar made(Expression expression, SqlType expected) {
    Scalar replaced = grouping == null ? null : grouping.replaced(expression);
    if (replaced != null) {
      return replaced;
    }
    if (expression instanceof Expression.ColumnReference column) {
      Scalar read = scope.column(column.name());
      return read == null ? bind(scope.merged(column.name()), expected) : read;
    }
    if (expression instanceof Expression.Parameter parameter) {
      SqlType type = expected.kind() == SqlKind.UNKNOWN ? SqlType.TEXT : expected;
      return binding.parameters().slot(parameter.index() - 1, type);
    }
    if (expression instanceof Literal literal) {
      return literals.bind(literal);
    }
    if (expression instanceof Condition condition) {
      return conditions.bind(condition);
    }
    if (expression instanceof Call call) {
      return calls.bind(call);
    }
    return composed(expression, expected);
  }

  private Scalar composed(Expression expression, SqlType expected) {
    if (expression instanceof Expression.Junction junction) {
      return junction(junction);
    }
    if (expression instanceof Expression.Chain chain) {
      return chain(chain, expected);
    }
    if (expression instanceof Expression.Unary unary) {
      return unary(unary, expected);
    }
    if (expression instanceof Expression.Case choice) {
      return choice(choice, expected);
    }
    if (expression instanceof Expression.Cast cast) {
      SqlType type = type(cast.type());
      return Casts.explicit(bind(cast.operand(), type), type, binding.context());
    }
    if (expression instanceof Expression.AtTimeZone at) {
      List<Scalar> arguments = List.of(bind(at.zone(), SqlType.TEXT), bind(at.operand()));
      return calls.call(at.offset(), "timezone", arguments);
    }
    if (expression instanceof Expression.ScalarSubquery subquery) {
      return subqueries(subquery.offset()).value(subquery.query(), binding, this);
    }
    throw unsupported(expression);
  }

  /**
   * The values that a query gives at once.
   *
   * @param query of one row at most
   * @return one for each column; they are evaluated in this order
   * @throws SqlException when it cannot be planned, with line and column
   */
  public List<Scalar> row(Query query) {
    return subqueries(query.offset()).row(query, binding, this);
  }

  /** What plans queries in expressions. */
  Subqueries subqueries(int offset) {
    if (binding.subqueries() == null) {
      throw binding.unsupported(offset, "a query in this expression");
    }
    scope.noteQuery();
    return binding.subqueries();
  }

  private RuntimeException unsupported(Expression expression) {
    if (expression instanceof Expression.DefaultValue) {
      return binding.fault(
          SqlState.SYNTAX_ERROR, expression.offset(), "DEFAULT stands only where a column is set.");
    }
    return binding.unsupported(expression.offset(), "a row value");
  }

  /**
   * The type of a name.
   *
   * @param name as it was written
   * @return the type
   * @throws SqlException 42704 when there is none
   */
  public SqlType type(TypeName name) {
    try {
      String words =
          switch (name.zone()) {
            case WITH -> name.name() + " with time zone";
            case WITHOUT -> name.name() + " without time zone";
            default -> name.name();
          };
      return TypeNames.of(words, name.arguments());
    } catch (SqlException fault) {
      throw binding.placed(fault, name.offset());
    }
  }

  private Scalar junction(Expression.Junction junction) {
    List<Scalar> terms = new ArrayList<>(junction.terms().size());
    for (Expression term : junction.terms()) {
      terms.add(condition(term));
    }
    return junction.kind() == Expression.JunctionKind.AND
        ? Logic.and(terms, binding.context())
        : Logic.or(terms, binding.context());
  }

  private Scalar chain(Expression.Chain chain, SqlType expected) {
    List<Expression.Step> steps = chain.steps();
    boolean texts = steps.get(0).operator() == Expression.BinaryOperator.CONCAT;
    SqlType met = texts ? SqlType.TEXT : expected;
    Scalar result;
    int next = 0;
    if (chain.first() instanceof Expression.Parameter && !texts) {
      Scalar second = bind(steps.get(0).operand(), number(steps.get(0).operand(), expected));
      result =
          step(
              steps.get(0),
              bind(chain.first(), ParameterTypes.besideNumber(second.type())),
              second);
      next = 1;
    } else {
      result = bind(chain.first(), met);
    }
    for (; next < steps.size(); next++) {
      Expression.Step step = steps.get(next);
      SqlType other = texts ? SqlType.TEXT : ParameterTypes.beside(step.operator(), result.type());
      result = step(step, result, bind(step.operand(), other));
    }
    return result;
  }

  /** What is expected of an operand: a parameter that nothing else has a type for is a number. */
  private static SqlType number(Expression operand, SqlType expected) {
    boolean isNumber = expected.kind().category() == TypeCategory.NUMERIC;
    return operand instanceof Expression.Parameter && !isNumber ? SqlType.NUMERIC : expected;
  }

  /**
   * Makes the scalar of what is stored in a column. A parameter is rounded as the column rounds;
   * anywhere else one that is a whole number is refused a fraction.
   *
   * @param expression the expression
   * @param column the type of the column
   * @return the scalar
   */
  public Scalar stored(Expression expression, SqlType column) {
    SqlType type = ParameterTypes.storedIn(column);
    return expression instanceof Expression.Parameter parameter
        ? binding.parameters().stored(parameter.index() - 1, type)
        : bind(expression, type);
  }

  private Scalar step(Expression.Step step, Scalar left, Scalar right) {
    try {
      return switch (step.operator()) {
        case CONCAT -> Concatenation.of(left, right, binding.context());
        case ADD -> arithmetic(ArithmeticOperator.PLUS, left, right);
        case SUBTRACT -> arithmetic(ArithmeticOperator.MINUS, left, right);
        case MULTIPLY -> arithmetic(ArithmeticOperator.TIMES, left, right);
        case DIVIDE -> arithmetic(ArithmeticOperator.DIVIDED_BY, left, right);
        case MODULO -> arithmetic(ArithmeticOperator.REMAINDER, left, right);
        case BIT_AND -> calls.call(step.offset(), "bitand", List.of(left, right));
        case BIT_OR -> calls.call(step.offset(), "bitor", List.of(left, right));
        default -> throw binding.unsupported(step.offset(), "shifting bits");
      };
    } catch (SqlException fault) {
      throw binding.placed(fault, step.offset());
    }
  }

  private Scalar arithmetic(ArithmeticOperator operator, Scalar left, Scalar right) {
    return Arithmetic.of(operator, left, right, binding.context());
  }

  private Scalar unary(Expression.Unary unary, SqlType expected) {
    return switch (unary.operator()) {
      case NOT -> Logic.not(condition(unary.operand()), binding.context());
      case NEGATE -> negated(unary.operand(), expected);
      case PLUS -> bind(unary.operand(), expected);
      default -> throw binding.unsupported(unary.offset(), "inverting bits");
    };
  }

  /** A number with its sign is one literal: the least BIGINT has no positive counterpart. */
  private Scalar negated(Expression operand, SqlType expected) {
    if (operand instanceof Literal.Numeric number) {
      return literals.bind(
          new Literal.Numeric(number.offset(), "-" + number.text(), number.kind()));
    }
    return Arithmetic.negated(bind(operand, number(operand, expected)), binding.context());
  }

  private Scalar choice(Expression.Case choice, SqlType expected) {
    List<Scalar> tests = new ArrayList<>();
    Scalar operand = choice.operand().map(this::bind).orElse(null);
    for (Expression.Branch branch : choice.branches()) {
      tests.add(
          operand == null
              ? condition(branch.condition())
              : bind(branch.condition(), operand.type()));
    }
    List<Expression> values = new ArrayList<>();
    choice.branches().forEach(branch -> values.add(branch.result()));
    choice.otherwise().ifPresent(values::add);
    List<Scalar> results = chosen(values, expected);
    Scalar otherwise = choice.otherwise().isPresent() ? results.remove(results.size() - 1) : null;
    return operand == null
        ? Conditional.searched(tests, results, otherwise, binding.context())
        : Conditional.simple(operand, tests, results, otherwise, binding.context());
  }

  /** Values of which one is chosen; parameters among them are taken for what the others are. */
  private List<Scalar> chosen(List<Expression> values, SqlType expected) {
    Scalar[] results = new Scalar[values.size()];
    SqlType met = SqlType.UNKNOWN;
    for (int i = 0; i < results.length; i++) {
      if (!(values.get(i) instanceof Expression.Parameter)) {
        results[i] = bind(values.get(i), expected);
        met = met.kind() == SqlKind.UNKNOWN ? results[i].type() : met;
      }
    }
    SqlType other =
        met.kind() == SqlKind.UNKNOWN
            ? expected
            : ParameterTypes.besideNumber(ParameterTypes.storedIn(met));
    for (int i = 0; i < results.length; i++) {
      if (results[i] == null) {
        results[i] = bind(values.get(i), other);
      }
    }
    return new ArrayList<>(List.of(results));
  }
}
