package io.ashlar.rows.predicate;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Checks a predicate against a table and compiles it: columns become ordinals, constants are
 * converted once, parameters get a place in {@link Parameters}.
 */
public final class PredicateCompiler {

  private final TableDefinition table;
  private final Parameters parameters;

  /**
   * Makes a compiler.
   *
   * @param table the table that the predicate selects from
   * @param parameters receives the parameters that occur
   */
  public PredicateCompiler(TableDefinition table, Parameters parameters) {
    this.table = table;
    this.parameters = parameters;
  }

  /**
   * Compiles a predicate.
   *
   * @param predicate the predicate, or null for one that is true for every row
   * @return the compiled form
   * @throws SchemaException when a column does not belong to the table, or a constant does not fit
   *     its column
   */
  public CompiledPredicate compile(Predicate predicate) {
    List<Conjunct> terms = new ArrayList<>();
    if (predicate != null) {
      split(predicate, terms);
    }
    return new CompiledPredicate(terms, null);
  }

  /**
   * Compiles a predicate that selects no rows which have expired.
   *
   * @param predicate the predicate, or null for one that is true for every row
   * @return the compiled form; each run says by which time it judges
   * @throws SchemaException as {@link #compile}
   */
  public CompiledPredicate compileLive(Predicate predicate) {
    return compileLive(predicate, null);
  }

  /**
   * The same, of those rows that a filter accepts.
   *
   * @param predicate the predicate, or null for one that is true for every row
   * @param filter the filter, or null for none
   * @return the compiled form
   * @throws SchemaException as {@link #compile}, also for the columns that the filter reads
   */
  public CompiledPredicate compileLive(Predicate predicate, Filter filter) {
    List<Conjunct> terms = new ArrayList<>();
    if (predicate != null) {
      split(predicate, terms);
    }
    NotExpired live = table.expiry() == null ? null : new NotExpired(table);
    if (live != null) {
      terms.add(live.term());
    }
    if (filter != null) {
      terms.add(filter.term(table));
    }
    return new CompiledPredicate(terms, live);
  }

  /**
   * The ordinal of a column.
   *
   * @param table the table
   * @param column the handle
   * @return the ordinal
   * @throws SchemaException when the column does not belong to the table
   */
  public static int ordinalOf(TableDefinition table, Column column) {
    Arguments.requireGiven(column, "column");
    int ordinal = table.ordinalOf(column);
    if (ordinal < 0 || !sameFamily(table.columns().get(ordinal), column)) {
      throw table.refused(column);
    }
    return ordinal;
  }

  /** A handle that was made before its column was widened goes on working. */
  private static boolean sameFamily(ColumnDefinition definition, Column column) {
    return ValueType.of(definition.type().kind()).family()
        == ValueType.of(column.type().kind()).family();
  }

  private void split(Predicate predicate, List<Conjunct> terms) {
    if (predicate instanceof Predicate.And and) {
      for (Predicate term : and.terms()) {
        split(term, terms);
      }
    } else {
      terms.add(conjunct(predicate));
    }
  }

  private Conjunct conjunct(Predicate predicate) {
    BitSet columns = new BitSet();
    StringBuilder text = new StringBuilder();
    if (predicate instanceof Predicate.Compare compare) {
      Operand operand = operand(compare.column(), compare.operand());
      Condition condition = compare(compare, operand, columns, text);
      int ordinal = ordinalOf(table, compare.column());
      return new Conjunct(
          condition,
          columns,
          ordinal,
          compare.comparison(),
          operand,
          null,
          text.toString(),
          predicate);
    }
    if (predicate instanceof Predicate.In in && !in.operands().isEmpty()) {
      return membership(in, columns, text);
    }
    Condition condition = node(predicate, columns, text);
    int ordinal =
        predicate instanceof Predicate.IsNull isNull ? ordinalOf(table, isNull.column()) : -1;
    return new Conjunct(condition, columns, ordinal, null, null, null, text.toString(), predicate);
  }

  /** One of a single value is an equality. */
  private Conjunct membership(Predicate.In in, BitSet columns, StringBuilder text) {
    List<Operand> members = operands(in);
    Condition condition = in(in, members, columns, text);
    int ordinal = ordinalOf(table, in.column());
    return members.size() == 1
        ? new Conjunct(
            condition,
            columns,
            ordinal,
            Comparison.EQUAL,
            members.get(0),
            null,
            text.toString(),
            in)
        : new Conjunct(condition, columns, ordinal, null, null, members, text.toString(), in);
  }

  private List<Operand> operands(Predicate.In in) {
    List<Object> values = in.operands();
    List<Operand> operands = new ArrayList<>(values.size());
    for (Object value : values) {
      operands.add(operand(in.column(), value));
    }
    return List.copyOf(operands);
  }

  private Condition node(Predicate predicate, BitSet columns, StringBuilder text) {
    if (predicate instanceof Predicate.Compare compare) {
      return compare(compare, operand(compare.column(), compare.operand()), columns, text);
    }
    if (predicate instanceof Predicate.In in) {
      return in(in, operands(in), columns, text);
    }
    if (predicate instanceof Predicate.CompareExpressions compare) {
      return expressions(columns, text).compare(compare);
    }
    if (predicate instanceof Predicate.IsNullExpression isNull) {
      return expressions(columns, text).isNull(isNull);
    }
    if (predicate instanceof Predicate.Like like) {
      return expressions(columns, text).like(like);
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      int ordinal = use(isNull.column(), columns, text);
      text.append(" is null");
      return Logic.isNull(ordinal);
    }
    if (predicate instanceof Predicate.Not not) {
      text.append("not (");
      Condition term = node(not.term(), columns, text);
      text.append(')');
      return Logic.not(term);
    }
    if (predicate instanceof Predicate.And and) {
      return Logic.all(nodes(and.terms(), " and ", columns, text));
    }
    List<Predicate> terms = ((Predicate.Or) predicate).terms();
    return ExpressionCompiler.isMembership(terms)
        ? expressions(columns, text).membership(terms)
        : Logic.any(nodes(terms, " or ", columns, text));
  }

  private List<Condition> nodes(
      List<Predicate> terms, String connective, BitSet columns, StringBuilder text) {
    List<Condition> nodes = new ArrayList<>(terms.size());
    text.append('(');
    for (Predicate term : terms) {
      text.append(nodes.isEmpty() ? "" : connective);
      nodes.add(node(term, columns, text));
    }
    text.append(')');
    return nodes;
  }

  private Condition compare(
      Predicate.Compare compare, Operand operand, BitSet columns, StringBuilder text) {
    int ordinal = use(compare.column(), columns, text);
    text.append(' ').append(compare.comparison().symbol()).append(' ').append(operand);
    if (compare.comparison() == Comparison.STARTS_WITH && !operand.family().isText()) {
      throw new SchemaException(
          "Only texts begin with a prefix.", "column", compare.column(), "type", typeOf(ordinal));
    }
    return Compare.of(ordinal, compare.comparison(), operand);
  }

  private Condition in(
      Predicate.In in, List<Operand> operands, BitSet columns, StringBuilder text) {
    int ordinal = use(in.column(), columns, text);
    text.append(" in ").append(operands);
    if (operands.isEmpty()) {
      return Condition.NEVER;
    }
    return operands.size() == 1
        ? Compare.of(ordinal, Comparison.EQUAL, operands.get(0))
        : Membership.of(ordinal, operands, parameters);
  }

  private ExpressionCompiler expressions(BitSet columns, StringBuilder text) {
    return new ExpressionCompiler(table, parameters, columns, text);
  }

  private int use(Column column, BitSet columns, StringBuilder text) {
    int ordinal = ordinalOf(table, column);
    columns.set(ordinal);
    text.append(table.columns().get(ordinal).name());
    return ordinal;
  }

  private Operand operand(Column column, Object value) {
    ordinalOf(table, column);
    return value instanceof Parameter parameter
        ? parameters.declare(parameter.index(), column)
        : Operand.constant(column, value);
  }

  private Object typeOf(int ordinal) {
    ColumnDefinition column = table.columns().get(ordinal);
    return column.type();
  }
}
