package io.ashlar.fuzz.run;

import io.ashlar.Delete;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Bindings;
import io.ashlar.row.RowFilter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes predicates of conditions, and keeps the values of their parameters. */
final class Predicates {

  private final Function<String, Column> columns;
  private final List<Object> values = new ArrayList<>();

  /**
   * For a table that is there.
   *
   * @param table the table
   */
  Predicates(Table table) {
    this(table::column);
  }

  Predicates(Function<String, Column> columns) {
    this.columns = columns;
  }

  /** Binds all parameters that have occurred. */
  void bind(Bindings<?> statement) {
    for (int i = 0; i < values.size(); i++) {
      Cells.bind(statement, i, values.get(i));
    }
  }

  Column column(String name) {
    return columns.apply(name);
  }

  /** A scan of what a condition selects; null for all rows. */
  Scan select(Table table, Condition condition) {
    Condition where = bare(condition);
    Scan scan = where == null ? table.scan() : table.scan().where(of(where));
    if (!(condition instanceof Condition.Filtered filtered)) {
      return scan;
    }
    String name = filtered.column() + filtered.remainder();
    return scan.filter(name, filter(table, filtered), column(filtered.column()));
  }

  Update select(Table table, Update update, Condition condition) {
    Condition where = bare(condition);
    Update selecting = where == null ? update : update.where(of(where));
    return condition instanceof Condition.Filtered filtered
        ? selecting.filter(filter(table, filtered), column(filtered.column()))
        : selecting;
  }

  Delete select(Table table, Delete delete, Condition condition) {
    Condition where = bare(condition);
    Delete selecting = where == null ? delete : delete.where(of(where));
    return condition instanceof Condition.Filtered filtered
        ? selecting.filter(filter(table, filtered), column(filtered.column()))
        : selecting;
  }

  private static Condition bare(Condition condition) {
    return condition instanceof Condition.Filtered filtered ? filtered.where() : condition;
  }

  private RowFilter filter(Table table, Condition.Filtered filtered) {
    Column column = column(filtered.column());
    return row -> filtered.takes(Cells.read(row, column, table));
  }

  Predicate of(Condition condition) {
    if (condition instanceof Condition.And and) {
      return and.terms().stream().map(this::of).reduce(Predicate::and).orElseThrow();
    }
    if (condition instanceof Condition.Or or) {
      return or.terms().stream().map(this::of).reduce(Predicate::or).orElseThrow();
    }
    if (condition instanceof Condition.Not not) {
      return of(not.term()).not();
    }
    if (condition instanceof Condition.Compare c) {
      Column column = column(c.column());
      return new Predicate.Compare(column, c.comparison(), operand(column, c.operand()));
    }
    if (condition instanceof Condition.In in) {
      Column column = column(in.column());
      List<Object> operands = new ArrayList<>();
      in.operands().forEach(each -> operands.add(operand(column, each)));
      return new Predicate.In(column, operands);
    }
    if (condition instanceof Condition.Between b) {
      return Betweens.of(
          column(b.column()),
          operand(column(b.column()), b.low()),
          operand(column(b.column()), b.high()));
    }
    if (condition instanceof Condition.IsNull n) {
      return column(n.column()).isNull();
    }
    if (condition instanceof Condition.Like like) {
      StringColumn column = (StringColumn) column(like.column());
      Object pattern = operand(column, like.pattern());
      return pattern instanceof Parameter parameter
          ? column.like(parameter)
          : column.like((String) pattern);
    }
    return ofTerms(condition);
  }

  private Predicate ofTerms(Condition condition) {
    if (condition instanceof Condition.CompareColumns c) {
      return new Predicate.CompareExpressions(
          (ComparableExpression<?>) column(c.left()),
          c.comparison(),
          (ComparableExpression<?>) column(c.right()));
    }
    if (condition instanceof Condition.CompareTerms c) {
      NumericExpression left = number(c.left());
      return new Predicate.CompareExpressions(left, c.comparison(), number(c.right()));
    }
    if (condition instanceof Condition.TermIn in) {
      return in(number(in.term()), in.values());
    }
    return number(((Condition.TermIsNull) condition).term()).isNull();
  }

  private static Predicate in(NumericExpression number, List<Object> among) {
    if (number instanceof IntegerExpression whole) {
      return whole.in(among.stream().mapToLong(Long.class::cast).toArray());
    }
    return number instanceof RealExpression real
        ? real.in(among.stream().mapToDouble(Double.class::cast).toArray())
        : ((DecimalExpression) number).in(among.toArray(BigDecimal[]::new));
  }

  /** The next parameter, which a value will be bound to. */
  Parameter parameter(Object value) {
    values.add(value);
    return Parameter.parameter(values.size() - 1);
  }

  private Object operand(Column column, Operand operand) {
    if (operand.bound()) {
      return parameter(operand.value());
    }
    return Cells.constant(Types.kindOf(column), operand.value());
  }

  NumericExpression number(Term term) {
    if (term instanceof Term.Field field) {
      return (NumericExpression) column(field.column());
    }
    if (term instanceof Term.Constant constant) {
      return constant.bound() ? parameter(constant) : constant(constant);
    }
    Term.Operation o = (Term.Operation) term;
    NumericExpression left = number(o.left());
    NumericExpression right = number(o.right());
    if (left instanceof RealExpression || right instanceof RealExpression) {
      return new RealExpression.Operation(o.operator(), left, right);
    }
    return left instanceof IntegerExpression first && right instanceof IntegerExpression second
        ? new IntegerExpression.Operation(o.operator(), first, second)
        : new DecimalExpression.Operation(o.operator(), left, right);
  }

  private NumericExpression parameter(Term.Constant constant) {
    Parameter parameter = parameter(constant.value());
    return switch (constant.numeric()) {
      case WHOLE -> IntegerExpression.of(parameter);
      case REAL -> RealExpression.of(parameter);
      case EXACT -> DecimalExpression.of(parameter);
    };
  }

  private static NumericExpression constant(Term.Constant constant) {
    return switch (constant.numeric()) {
      case WHOLE -> IntegerExpression.of((Long) constant.value());
      case REAL -> RealExpression.of((Double) constant.value());
      case EXACT -> DecimalExpression.of((BigDecimal) constant.value());
    };
  }
}
