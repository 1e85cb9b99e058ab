package io.ashlar.sql.plan;

import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Sort;
import io.ashlar.sql.plan.join.FromItem;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans ORDER BY: by the table's scan where it can, else by a sort over the result. */
final class OrderPlanner {

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final SelectList outputs;
  private final List<Key> keys = new ArrayList<>();

  /** The columns behind the result that were computed, by how they are written. */
  private final Map<Object, Integer> behind = new HashMap<>();

  /** An item of ORDER BY: the output column that it names, or an expression of its own. */
  private record Key(int output, Expression expression, Query.SortItem item) {}

  OrderPlanner(Binding binding, ExpressionBinder expressions, SelectList outputs) {
    this.binding = binding;
    this.expressions = expressions;
    this.outputs = outputs;
  }

  void add(List<Query.SortItem> items) {
    for (Query.SortItem item : items) {
      int output = output(item.key());
      keys.add(new Key(output, output < 0 ? item.key() : outputs.written(output), item));
    }
  }

  /** The output column that an item means by its number or alias; -1 for none. */
  private int output(Expression key) {
    if (key instanceof Literal.Numeric number && number.kind() == Literal.NumericKind.INTEGER) {
      int position = number.text().length() > 4 ? 0 : Integer.parseInt(number.text());
      if (position < 1 || position > outputs.columns().size()) {
        throw binding.fault(
            SqlState.SYNTAX_ERROR,
            key.offset(),
            "No column of the result has this number.",
            "number",
            number.text());
      }
      return position - 1;
    }
    if (key instanceof Expression.ColumnReference reference) {
      boolean bare = reference.name().parts().size() == 1;
      int named = bare ? outputs.aliased(reference.name().parts().get(0)) : -1;
      return named >= 0 ? named : sameColumn(reference);
    }
    return -1;
  }

  /** The output column that is the same column of a table, however either is written. */
  private int sameColumn(Expression.ColumnReference key) {
    Object identity = expressions.scope().identity(key.name());
    for (int i = 0; i < outputs.columns().size(); i++) {
      if (outputs.written(i) instanceof Expression.ColumnReference column
          && expressions.scope().identity(column.name()).equals(identity)) {
        return i;
      }
    }
    return -1;
  }

  /** The order as the one table can give it; empty when it cannot. */
  List<Order> scanOrder(FromItem item) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Order> order = new ArrayList<>(keys.size());
    for (Key key : keys) {
      Column column = item.lowering().columnOf(key.expression());
      boolean nullsFirst = nullsFirst(key.item());
      if (column == null || nullsFirst == key.item().descending()) {
        return List.of();
      }
      order.add(key.item().descending() ? column.descending() : column.ascending());
    }
    return order;
  }

  /** Null is below all values, unless the statement says otherwise. */
  static boolean nullsFirst(Query.SortItem item) {
    return switch (item.nulls()) {
      case FIRST -> true;
      case LAST -> false;
      default -> !item.descending();
    };
  }

  /**
   * The keys of a sort over the result. What orders and is no column of it is computed behind the
   * others.
   *
   * @param computed all columns of the result, to which the others are added
   */
  List<Sort.Key> sortKeys(List<Scalar> computed) {
    List<Sort.Key> sorted = new ArrayList<>();
    for (Key key : keys) {
      int column = key.output() < 0 ? column(key.expression(), computed) : key.output();
      sorted.add(new Sort.Key(column, key.item().descending(), nullsFirst(key.item())));
    }
    return sorted;
  }

  private int column(Expression expression, List<Scalar> computed) {
    if (expression instanceof Expression.ColumnReference column) {
      return behind(expressions.scope().identity(column.name()), expression, computed);
    }
    String text = CanonicalText.of(expression);
    for (int i = 0; i < outputs.columns().size(); i++) {
      Expression written = outputs.written(i);
      if (written.getClass() == expression.getClass() && CanonicalText.of(written).equals(text)) {
        return i;
      }
    }
    return behind(text, expression, computed);
  }

  private int behind(Object identity, Expression expression, List<Scalar> computed) {
    return behind.computeIfAbsent(
        identity,
        unused -> {
          computed.add(expressions.bind(expression, SqlType.TEXT));
          return computed.size() - 1;
        });
  }

  /**
   * The columns of DISTINCT ON, by which rows are ordered first.
   *
   * @param on what stands behind ON
   * @param computed as for {@link #sortKeys}
   * @param sorted how ORDER BY orders; where it says nothing, the columns are added
   */
  List<Integer> first(List<Expression> on, List<Scalar> computed, List<Sort.Key> sorted) {
    List<Integer> columns = new ArrayList<>();
    for (Expression key : on) {
      int output = output(key);
      columns.add(output < 0 ? column(key, computed) : output);
    }
    if (sorted.isEmpty()) {
      columns.forEach(column -> sorted.add(new Sort.Key(column, false, true)));
    }
    for (int i = 0; i < sorted.size() && i < columns.size(); i++) {
      if (!columns.contains(sorted.get(i).column())) {
        throw binding.fault(
            SqlState.INVALID_COLUMN_REFERENCE,
            keys.get(i).item().offset(),
            "What DISTINCT ON names comes first in ORDER BY.");
      }
    }
    for (int column : columns) {
      if (sorted.stream().noneMatch(key -> key.column() == column)) {
        sorted.add(new Sort.Key(column, false, true));
      }
    }
    return columns;
  }
}
