package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Evaluation;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.Scope;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Truth;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The rows of a table that a condition selects. */
final class Selection {

  private final Definition table;
  private final Map<String, Integer> names;
  private final Condition where;
  private final NavigableMap<List<Object>, Stored> selected = new TreeMap<>(Values.KEYS);
  private boolean mayFail;

  /**
   * Selects rows.
   *
   * @param table the table
   * @param names what the names in the condition stand for
   * @param rows its rows, expired ones included, which are passed over
   * @param where the condition, or null
   */
  Selection(
      Definition table,
      Map<String, Integer> names,
      NavigableMap<List<Object>, Stored> rows,
      Condition where) {
    this.table = table;
    this.names = names;
    this.where = where;
    rows.forEach(
        (key, stored) -> {
          Evaluation evaluation = new Evaluation(new Scope(table, names, stored.row()));
          // An expired row may be judged before or after the condition.
          boolean chosen = evaluation.truth(where) == Truth.TRUE;
          mayFail |= evaluation.failed();
          if (chosen && !table.expired(stored.row())) {
            selected.put(key, stored);
          }
        });
  }

  /** Compares rows by columns, nulls first. */
  Comparator<Stored> order(List<OrderSpec> columns, boolean reverse) {
    Comparator<Stored> order = (unusedOne, unusedOther) -> 0;
    for (OrderSpec each : columns) {
      int column = names.get(each.column());
      Comparator<Stored> next =
          Comparator.comparing(stored -> table.value(stored.row(), column), Values.ORDER);
      order = order.thenComparing(each.descending() ? next.reversed() : next);
    }
    return reverse ? order.reversed() : order;
  }

  /** Whether a row can only come in an order where a key gives it. */
  boolean isTooLongToSort(List<OrderSpec> columns) {
    return selected.values().stream()
        .anyMatch(
            stored ->
                columns.stream()
                    .map(each -> table.value(stored.row(), names.get(each.column())))
                    .anyMatch(Values::isLong));
  }

  NavigableMap<List<Object>, Stored> rows() {
    return selected;
  }

  /** Whether a part of the condition cannot be computed for a row. */
  boolean mayFail() {
    return mayFail;
  }

  /** The primary keys that the condition names, whether there are such rows or not. */
  List<List<Object>> namedKeys() {
    if (table.keyless()) {
      return List.of();
    }
    List<List<Object>> keys = new ArrayList<>();
    keys.add(new ArrayList<>());
    for (int column : table.primaryKey()) {
      Set<Object> values = new LinkedHashSet<>();
      collect(where, table.column(column), values);
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> key : keys) {
        for (Object value : values) {
          List<Object> next = new ArrayList<>(key);
          next.add(value);
          longer.add(next);
        }
      }
      keys = longer;
    }
    return keys;
  }

  /** The values that a column is compared with, wherever that is said. */
  private void collect(Condition condition, ModelColumn column, Set<Object> values) {
    if (condition instanceof Condition.Filtered filtered) {
      collect(filtered.where(), column, values);
    } else if (condition instanceof Condition.Not not) {
      collect(not.term(), column, values);
    } else if (condition instanceof Condition.And and) {
      and.terms().forEach(term -> collect(term, column, values));
    } else if (condition instanceof Condition.Or or) {
      or.terms().forEach(term -> collect(term, column, values));
    } else if (condition instanceof Condition.Compare c && isOf(c.column(), column)) {
      add(c.operand(), values);
    } else if (condition instanceof Condition.In in && isOf(in.column(), column)) {
      in.operands().forEach(operand -> add(operand, values));
    } else if (condition instanceof Condition.Between b && isOf(b.column(), column)) {
      add(b.low(), values);
      add(b.high(), values);
    } else if (condition instanceof Condition.Like like && isOf(like.column(), column)) {
      // Without a wildcard it is a comparison.
      add(like.pattern(), values);
    } else if (condition instanceof Condition.TermIn in && isOf(in.term(), column)) {
      in.values().forEach(value -> addNumber(value, column, values));
    } else if (condition instanceof Condition.CompareTerms c) {
      addConstant(c.left(), c.right(), column, values);
      addConstant(c.right(), c.left(), column, values);
    }
  }

  private boolean isOf(String name, ModelColumn column) {
    return names.get(name) == column.id();
  }

  private boolean isOf(Term term, ModelColumn column) {
    return term instanceof Term.Field field && isOf(field.column(), column);
  }

  private static void add(Operand operand, Set<Object> values) {
    if (operand.value() != null) {
      values.add(Values.canonical(operand.value()));
    }
  }

  private void addConstant(Term term, Term other, ModelColumn column, Set<Object> values) {
    if (isOf(term, column) && other instanceof Term.Constant constant) {
      addNumber(constant.value(), column, values);
    }
  }

  /** A number as the keys of a column have it, if they can. */
  private static void addNumber(Object value, ModelColumn column, Set<Object> values) {
    if (value == null) {
      return;
    }
    double real = ((Number) value).doubleValue();
    switch (column.kind()) {
      case FLOAT, DOUBLE -> values.add(Values.canonical(real));
      case DECIMAL -> {
        if (Double.isFinite(real)) {
          values.add(Values.canonical(new BigDecimal(value.toString())));
        }
      }
      default -> {
        if (!(value instanceof BigDecimal) && real == Math.rint(real)) {
          values.add(((Number) value).longValue());
        }
      }
    }
  }
}
