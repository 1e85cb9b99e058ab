package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.query.Arithmetic;
import io.ashlar.query.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Random conditions on the columns of a table. */
final class ConditionSource {

  private static final List<Comparison> COMPARISONS =
      List.of(
          Comparison.EQUAL,
          Comparison.EQUAL,
          Comparison.NOT_EQUAL,
          Comparison.LESS,
          Comparison.AT_MOST,
          Comparison.GREATER,
          Comparison.AT_LEAST);

  private static final List<String> PATTERNS =
      List.of(
          "%",
          "",
          "a%",
          "%a",
          "_",
          "__",
          "a_c",
          "%\\%%",
          "\\_%",
          "ab%",
          "%b%",
          "\ud83d\ude00%",
          "_%_",
          "a%b%",
          "k%");

  private final Dice dice;
  private final ValueSource values;

  ConditionSource(Dice dice, ValueSource values) {
    this.dice = dice;
    this.values = values;
  }

  /** A condition for a statement, or null for all rows. */
  Condition where(Definition table) {
    Condition where = dice.once(10) ? null : condition(table, 3, true);
    return dice.once(15)
        ? new Condition.Filtered(where, dice.pick(table.columns()).name(), dice.below(2))
        : where;
  }

  /** A condition for a schema: of constants that its columns can hold, and nothing that fails. */
  Condition rule(Definition table) {
    return condition(table, 1, false);
  }

  private Condition condition(Definition table, int depth, boolean statement) {
    int kind = dice.below(10);
    if (depth == 0 || kind < 5) {
      return leaf(table, statement);
    }
    if (kind == 5) {
      return new Condition.Not(condition(table, depth - 1, statement));
    }
    List<Condition> terms = new ArrayList<>();
    for (int i = dice.below(3); i >= -1; i--) {
      terms.add(condition(table, depth - 1, statement));
    }
    return kind < 9 ? new Condition.And(terms) : new Condition.Or(terms);
  }

  private Condition leaf(Definition table, boolean statement) {
    ModelColumn column = column(table);
    return switch (dice.below(16)) {
      case 0, 1 -> in(column, statement);
      case 2 ->
          new Condition.Between(
              column.name(), operand(column, statement), operand(column, statement));
      case 3 -> new Condition.IsNull(column.name());
      case 4, 5 -> statement ? numeric(table, column) : compare(column, false);
      case 6 -> pair(table, column, statement);
      case 7, 8 ->
          column.kind() == Kind.STRING ? text(column, statement) : compare(column, statement);
      default -> compare(column, statement);
    };
  }

  /** One of the key half of the time, so that bounds are made of it. */
  private ModelColumn column(Definition table) {
    if (!table.keyless() && dice.once(3)) {
      return table.column(dice.pick(table.primaryKey()));
    }
    if (!table.indexes().isEmpty() && dice.once(3)) {
      return table.column(dice.pick(dice.pick(table.indexes()).key()));
    }
    return dice.pick(table.columns());
  }

  private Operand operand(ModelColumn column, boolean statement) {
    if (!statement) {
      return new Operand(values.given(column), false);
    }
    boolean bound = dice.once(3);
    return new Operand(bound && dice.once(10) ? null : values.compared(column), bound);
  }

  private Condition compare(ModelColumn column, boolean statement) {
    return new Condition.Compare(column.name(), dice.pick(COMPARISONS), operand(column, statement));
  }

  private Condition in(ModelColumn column, boolean statement) {
    List<Operand> operands = new ArrayList<>();
    for (int i = dice.below(5); i > 0; i--) {
      operands.add(operand(column, statement));
    }
    return new Condition.In(column.name(), operands);
  }

  private Condition text(ModelColumn column, boolean statement) {
    boolean bound = statement && dice.once(3);
    return dice.once(2)
        ? new Condition.Like(column.name(), new Operand(dice.pick(PATTERNS), bound))
        : new Condition.Compare(column.name(), Comparison.STARTS_WITH, operand(column, statement));
  }

  /** Two columns of one type. */
  private Condition pair(Definition table, ModelColumn column, boolean statement) {
    List<ModelColumn> others = new ArrayList<>(table.columns());
    others.removeIf(other -> other.kind() != column.kind());
    ModelColumn other = dice.pick(others);
    Comparison comparison = dice.pick(COMPARISONS);
    if (!column.numeric()) {
      return new Condition.CompareColumns(column.name(), comparison, other.name());
    }
    return statement
        ? new Condition.CompareTerms(
            new Term.Field(column.name()), comparison, new Term.Field(other.name()))
        : compare(column, false);
  }

  private Condition numeric(Definition table, ModelColumn column) {
    List<ModelColumn> numbers = table.columns().stream().filter(ModelColumn::numeric).toList();
    if (numbers.isEmpty()) {
      return compare(column, true);
    }
    Term left = term(numbers, 2, true);
    return switch (dice.below(6)) {
      case 0 -> new Condition.TermIsNull(left);
      case 1 -> in(numbers, left);
      default -> new Condition.CompareTerms(left, dice.pick(COMPARISONS), term(numbers, 1, true));
    };
  }

  private Condition in(List<ModelColumn> numbers, Term term) {
    Numeric numeric = numericOf(numbers, term);
    List<Object> among = new ArrayList<>();
    for (int i = dice.below(4); i > 0; i--) {
      among.add(constant(numeric));
    }
    return new Condition.TermIn(term, among);
  }

  /** A number of some columns. */
  Term term(List<ModelColumn> numbers, int depth, boolean parameters) {
    int kind = dice.below(5);
    if (depth == 0 || kind < 2) {
      return new Term.Field(dice.pick(numbers).name());
    }
    if (kind == 2) {
      Numeric numeric = numericOf(numbers, new Term.Field(dice.pick(numbers).name()));
      boolean bound = parameters && dice.once(3);
      return new Term.Constant(bound && dice.once(8) ? null : constant(numeric), bound, numeric);
    }
    Arithmetic[] operators = Arithmetic.values();
    return new Term.Operation(
        operators[dice.below(operators.length)],
        term(numbers, depth - 1, parameters),
        term(numbers, depth - 1, parameters));
  }

  private Object constant(Numeric numeric) {
    long number = dice.below(12) - 3L;
    return switch (numeric) {
      case WHOLE -> number;
      case REAL -> dice.once(4) ? 0.5d : (double) number;
      case EXACT -> new BigDecimal(dice.once(4) ? "0.5" : Long.toString(number));
    };
  }

  /** What a term is computed as. */
  static Numeric numericOf(List<ModelColumn> numbers, Term term) {
    if (term instanceof Term.Constant constant) {
      return constant.numeric();
    }
    if (term instanceof Term.Operation o) {
      Numeric left = numericOf(numbers, o.left());
      Numeric right = numericOf(numbers, o.right());
      if (left == Numeric.REAL || right == Numeric.REAL) {
        return Numeric.REAL;
      }
      return left == Numeric.EXACT ? left : right;
    }
    String name = ((Term.Field) term).column();
    Kind kind =
        numbers.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow().kind();
    return switch (kind) {
      case INT, LONG -> Numeric.WHOLE;
      case FLOAT, DOUBLE -> Numeric.REAL;
      default -> Numeric.EXACT;
    };
  }
}
