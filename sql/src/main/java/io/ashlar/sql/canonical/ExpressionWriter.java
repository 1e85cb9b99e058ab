package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import java.util.List;
import java.util.Optional;

/** Writes expressions, with parentheses where an operand binds weaker than its operator. */
final class ExpressionWriter {

  private final Output out;
  private final QueryWriter queries;
  private final CallWriter calls;

  ExpressionWriter(Output out) {
    this.out = out;
    queries = new QueryWriter(out, this);
    calls = new CallWriter(out, this);
  }

  QueryWriter queries() {
    return queries;
  }

  CallWriter calls() {
    return calls;
  }

  void expression(Expression expression) {
    operand(expression, Ranks.ANY);
  }

  void expressions(List<Expression> list) {
    out.list(list, this::expression);
  }

  /** An expression where operators of a rank and above can stand without parentheses. */
  void operand(Expression expression, int least) {
    boolean enclosed = Ranks.of(expression) < least;
    out.addIf(enclosed, "(");
    if (expression instanceof Literal literal) {
      literal(literal);
    } else if (expression instanceof Condition condition) {
      condition(condition);
    } else if (expression instanceof Call call) {
      calls.call(call);
    } else {
      plain(expression);
    }
    out.addIf(enclosed, ")");
  }

  private void plain(Expression expression) {
    if (expression instanceof Expression.ColumnReference column) {
      out.name(column.name());
    } else if (expression instanceof Expression.Parameter parameter) {
      parameter(parameter);
    } else if (expression instanceof Expression.Junction junction) {
      junction(junction);
    } else if (expression instanceof Expression.Chain chain) {
      chain(chain);
    } else if (expression instanceof Expression.Unary unary) {
      unary(unary);
    } else if (expression instanceof Expression.Case choice) {
      caseOf(choice);
    } else if (expression instanceof Expression.Cast cast) {
      out.add("CAST(");
      expression(cast.operand());
      out.add(" AS ").type(cast.type()).add(")");
    } else if (expression instanceof Expression.AtTimeZone at) {
      operand(at.operand(), Ranks.ZONE);
      out.add(" AT TIME ZONE ");
      operand(at.zone(), Ranks.UNARY);
    } else if (expression instanceof Expression.RowValue row) {
      out.add(row.values().size() == 1 ? "ROW(" : "(");
      expressions(row.values());
      out.add(")");
    } else if (expression instanceof Expression.ScalarSubquery subquery) {
      queries.enclosed(subquery.query());
    } else {
      out.add("DEFAULT");
    }
  }

  void parameter(Expression.Parameter parameter) {
    out.add(parameter.name().map(name -> ":" + name).orElseGet(() -> "$" + parameter.index()));
  }

  private void junction(Expression.Junction junction) {
    boolean any = junction.kind() == Expression.JunctionKind.OR;
    String separator = "";
    for (Expression term : junction.terms()) {
      out.add(separator);
      operand(term, any ? Ranks.AND : Ranks.NOT);
      separator = any ? " OR " : " AND ";
    }
  }

  private void chain(Expression.Chain chain) {
    int above = Ranks.of(chain) + 1;
    operand(chain.first(), above);
    for (Expression.Step step : chain.steps()) {
      out.add(" ").add(symbol(step.operator())).add(" ");
      operand(step.operand(), above);
    }
  }

  private static String symbol(Expression.BinaryOperator operator) {
    return switch (operator) {
      case CONCAT -> "||";
      case BIT_AND -> "&";
      case BIT_OR -> "|";
      case SHIFT_LEFT -> "<<";
      case SHIFT_RIGHT -> ">>";
      case ADD -> "+";
      case SUBTRACT -> "-";
      case MULTIPLY -> "*";
      case DIVIDE -> "/";
      case MODULO -> "%";
    };
  }

  private void unary(Expression.Unary unary) {
    switch (unary.operator()) {
      case NOT -> {
        out.add("NOT ");
        operand(unary.operand(), Ranks.NOT);
        return;
      }
      case NEGATE -> {
        // Two of them would begin a comment.
        out.add(unary.operand() instanceof Expression.Unary ? "- " : "-");
      }
      case PLUS -> out.add("+");
      default -> out.add("~");
    }
    operand(unary.operand(), Ranks.UNARY);
  }

  private void caseOf(Expression.Case choice) {
    out.add("CASE");
    choice
        .operand()
        .ifPresent(
            operand -> {
              out.add(" ");
              expression(operand);
            });
    for (Expression.Branch branch : choice.branches()) {
      out.add(" WHEN ");
      expression(branch.condition());
      out.add(" THEN ");
      expression(branch.result());
    }
    after(" ELSE ", choice.otherwise());
    out.add(" END");
  }

  /** Words and an expression, or nothing where there is none. */
  void after(String words, Optional<Expression> expression) {
    if (expression.isPresent()) {
      out.add(words);
      expression(expression.get());
    }
  }

  private void literal(Literal literal) {
    if (literal instanceof Literal.Numeric number) {
      out.add(number.text());
    } else if (literal instanceof Literal.Text text) {
      out.quoted(text.value());
    } else if (literal instanceof Literal.Binary binary) {
      out.add("X'").add(binary.digits()).add("'");
    } else if (literal instanceof Literal.Truth truth) {
      out.add(truth.value() ? "TRUE" : "FALSE");
    } else if (literal instanceof Literal.Temporal temporal) {
      out.add(words(temporal.kind())).add(" ").quoted(temporal.text());
    } else if (literal instanceof Literal.Interval interval) {
      out.add("INTERVAL ").addIf(interval.negative(), "-").quoted(interval.text());
      interval.qualifier().ifPresent(fields -> out.add(" ").interval(fields));
    } else {
      out.add("NULL");
    }
  }

  private static String words(Literal.TemporalKind kind) {
    return switch (kind) {
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIME_WITH_ZONE -> "TIME WITH TIME ZONE";
      case TIMESTAMP_WITH_ZONE -> "TIMESTAMP WITH TIME ZONE";
    };
  }

  private void condition(Condition condition) {
    if (condition instanceof Condition.Comparison comparison) {
      operand(comparison.left(), Ranks.COMPARISON + 1);
      out.add(symbol(comparison.operator()));
      operand(comparison.right(), Ranks.COMPARISON + 1);
    } else if (condition instanceof Condition.Quantified quantified) {
      operand(quantified.left(), Ranks.COMPARISON + 1);
      out.add(symbol(quantified.operator())).add(quantified.quantifier().name()).add(" ");
      queries.enclosed(quantified.query());
    } else if (condition instanceof Condition.Exists exists) {
      out.add("EXISTS ");
      queries.enclosed(exists.query());
    } else if (condition instanceof Condition.NullTest test) {
      operand(test.operand(), Ranks.IS + 1);
      out.add(is(test.negated())).add("NULL");
    } else if (condition instanceof Condition.TruthTest test) {
      operand(test.operand(), Ranks.IS + 1);
      out.add(is(test.negated())).add(test.value().name());
    } else if (condition instanceof Condition.Distinction distinction) {
      operand(distinction.left(), Ranks.IS + 1);
      out.add(is(distinction.negated())).add("DISTINCT FROM ");
      operand(distinction.right(), Ranks.IS + 1);
    } else {
      range(condition);
    }
  }

  private static String is(boolean negated) {
    return negated ? " IS NOT " : " IS ";
  }

  private static String symbol(Condition.ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case GREATER -> " > ";
      case GREATER_OR_EQUAL -> " >= ";
    };
  }

  private void range(Condition condition) {
    if (condition instanceof Condition.Between between) {
      begin(between.operand(), between.negated());
      out.add("BETWEEN ").addIf(between.symmetric(), "SYMMETRIC ");
      operand(between.low(), Ranks.OTHER);
      out.add(" AND ");
      operand(between.high(), Ranks.OTHER);
    } else if (condition instanceof Condition.InList in) {
      begin(in.operand(), in.negated());
      out.add("IN (");
      expressions(in.items());
      out.add(")");
    } else if (condition instanceof Condition.InQuery in) {
      begin(in.operand(), in.negated());
      out.add("IN ");
      queries.enclosed(in.query());
    } else if (condition instanceof Condition.Like like) {
      begin(like.operand(), like.negated());
      out.add(like.caseInsensitive() ? "ILIKE " : "LIKE ");
      operand(like.pattern(), Ranks.OTHER);
      if (like.escape().isPresent()) {
        out.add(" ESCAPE ");
        operand(like.escape().get(), Ranks.OTHER);
      }
    }
  }

  private void begin(Expression operand, boolean negated) {
    operand(operand, Ranks.OTHER);
    out.add(negated ? " NOT " : " ");
  }
}
