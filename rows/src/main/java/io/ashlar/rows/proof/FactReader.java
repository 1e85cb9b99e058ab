package io.ashlar.rows.proof;

import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.predicate.Operand;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Brings predicates on one table into the form of {@link FactNode}: negations are pushed down to
 * the leaves and turned around there; columns are ordinals and constants operands, whatever handles
 * and Java types they came with.
 */
final class FactReader {

  private final TableDefinition table;

  FactReader(TableDefinition table) {
    this.table = table;
  }

  FactNode read(Predicate predicate) {
    return node(predicate, false);
  }

  private FactNode node(Predicate predicate, boolean negated) {
    if (predicate instanceof Predicate.Not not) {
      return node(not.term(), !negated);
    }
    if (predicate instanceof Predicate.And and) {
      List<FactNode> terms = nodes(and.terms(), negated);
      return negated ? new FactNode.Any(terms) : new FactNode.All(terms);
    }
    if (predicate instanceof Predicate.Or or) {
      List<FactNode> terms = nodes(or.terms(), negated);
      return negated ? new FactNode.All(terms) : new FactNode.Any(terms);
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      BitSet column = columnOf(isNull.column());
      return leaf(negated ? new Fact.Known(column) : new Fact.Null(column));
    }
    if (predicate instanceof Predicate.In in && isConstant(in.operands())) {
      return membership(in, negated);
    }
    if (predicate instanceof Predicate.Compare compare
        && isConstant(List.of(compare.operand()))
        && !(negated && compare.comparison() == Comparison.STARTS_WITH)) {
      return comparison(compare, negated);
    }
    return leaf(other(predicate, negated));
  }

  private List<FactNode> nodes(List<Predicate> terms, boolean negated) {
    List<FactNode> nodes = new ArrayList<>(terms.size());
    for (Predicate term : terms) {
      nodes.add(node(term, negated));
    }
    return nodes;
  }

  private static FactNode leaf(Fact fact) {
    return new FactNode.Leaf(fact);
  }

  private FactNode membership(Predicate.In in, boolean negated) {
    BitSet column = columnOf(in.column());
    if (in.operands().isEmpty()) {
      return negated ? new FactNode.All(List.of()) : new FactNode.Any(List.of());
    }
    List<Operand> values = new ArrayList<>(in.operands().size());
    for (Object value : in.operands()) {
      values.add(Operand.constant(in.column(), value));
    }
    if (!negated) {
      values.removeIf(value -> value.tilt() != 0);
      values.sort(Operand::compareValue);
      return values.isEmpty()
          ? new FactNode.Any(List.of())
          : leaf(new Fact.Member(column, List.copyOf(values)));
    }
    List<FactNode> differs = new ArrayList<>(values.size());
    for (Operand value : values) {
      differs.add(leaf(ordered(in.column(), Comparison.NOT_EQUAL, value)));
    }
    return new FactNode.All(differs);
  }

  private FactNode comparison(Predicate.Compare compare, boolean negated) {
    Operand value = Operand.constant(compare.column(), compare.operand());
    Comparison comparison = negated ? opposite(compare.comparison()) : compare.comparison();
    return switch (comparison) {
      case EQUAL ->
          value.tilt() == 0
              ? leaf(new Fact.Member(columnOf(compare.column()), List.of(value)))
              : new FactNode.Any(List.of());
      case STARTS_WITH -> leaf(new Fact.Prefix(columnOf(compare.column()), value));
      default -> leaf(ordered(compare.column(), comparison, value));
    };
  }

  /**
   * Of two booleans one remains where one is excluded; next to a whole number there is another one,
   * so that all its bounds can be written as inclusive ones, and so for dates and times. Whatever
   * is not null differs from a value that no column can hold.
   */
  private Fact ordered(Column column, Comparison asked, Operand value) {
    BitSet columns = columnOf(column);
    if (asked == Comparison.NOT_EQUAL && value.tilt() != 0) {
      return new Fact.Known(columns);
    }
    Comparison comparison = straightened(asked, value);
    if (value.isBoolean()) {
      return comparison == Comparison.NOT_EQUAL
          ? new Fact.Member(columns, List.of(Operand.constant(column, value.word() == 0)))
          : new Fact.Ordered(columns, comparison, value);
    }
    boolean whole = value.isWord();
    if (whole && comparison == Comparison.GREATER && value.word() < Long.MAX_VALUE) {
      value.putWord(value.word() + 1);
      return new Fact.Ordered(columns, Comparison.AT_LEAST, value);
    }
    if (whole && comparison == Comparison.LESS && value.word() > Long.MIN_VALUE) {
      value.putWord(value.word() - 1);
      return new Fact.Ordered(columns, Comparison.AT_MOST, value);
    }
    return new Fact.Ordered(columns, comparison, value);
  }

  /** How a column compares with the value that is kept where it compares so with the value. */
  private static Comparison straightened(Comparison comparison, Operand value) {
    int tilt = value.tilt();
    if (tilt == 0) {
      return comparison;
    }
    value.straighten();
    boolean upper = comparison == Comparison.LESS || comparison == Comparison.AT_MOST;
    if (upper) {
      return tilt > 0 ? Comparison.AT_MOST : Comparison.LESS;
    }
    return tilt > 0 ? Comparison.GREATER : Comparison.AT_LEAST;
  }

  /** A comparison with null is unknown both ways, so that only what is true changes sides. */
  private static Comparison opposite(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> Comparison.NOT_EQUAL;
      case NOT_EQUAL -> Comparison.EQUAL;
      case LESS -> Comparison.AT_LEAST;
      case AT_MOST -> Comparison.GREATER;
      case GREATER -> Comparison.AT_MOST;
      case AT_LEAST -> Comparison.LESS;
      case STARTS_WITH -> throw new IllegalArgumentException("a prefix has no opposite");
    };
  }

  private Fact other(Predicate predicate, boolean negated) {
    BitSet columns = new BitSet();
    PredicateCompiler compiler = new PredicateCompiler(table, new Parameters());
    compiler.compile(predicate).terms().forEach(term -> columns.or(term.columns()));
    boolean testsForNull = predicate instanceof Predicate.IsNullExpression && !negated;
    return new Fact.Other(
        columns, testsForNull ? new BitSet() : columns, negated, bytesOf(predicate));
  }

  /** The form on disk has column ids and normal constants; null where there are parameters. */
  private byte[] bytesOf(Predicate predicate) {
    try {
      return PredicateFormat.encode(predicate, table.id(), table.name(), table.columns());
    } catch (SchemaException | LimitExceededException e) {
      return null;
    }
  }

  private static boolean isConstant(List<Object> operands) {
    return operands.stream().noneMatch(Parameter.class::isInstance);
  }

  private BitSet columnOf(Column column) {
    BitSet ordinal = new BitSet();
    ordinal.set(PredicateCompiler.ordinalOf(table, column));
    return ordinal;
  }
}
