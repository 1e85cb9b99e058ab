package io.ashlar.sql.bind;

import io.ashlar.sql.aggregate.Accumulator;
import io.ashlar.sql.aggregate.Aggregates;
import io.ashlar.sql.canonical.CanonicalText;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What expressions mean above GROUP BY: keys and aggregates are columns of the group, and what else
 * names a column of a row is refused. Without GROUP BY it is an aggregate that makes a group of all
 * rows.
 *
 * <p>Of each row the keys are computed, and behind them the arguments of the aggregates; of each
 * group there are the keys, and behind them the aggregates.
 */
public final class Grouping {

  private final Binding binding;
  private final ExpressionBinder rows;
  private final boolean declared;
  private final Map<Object, Integer> byIdentity = new HashMap<>();
  private final List<Scalar> keys = new ArrayList<>();
  private final List<Scalar> arguments = new ArrayList<>();
  private final List<Aggregated> aggregates = new ArrayList<>();

  /** In which ways rows are grouped; null where there is one. */
  private GroupingSets sets;

  /** Where a column of a row was named while nothing was grouped; -1 for nowhere. */
  private int named = -1;

  /**
   * An aggregate of a group.
   *
   * @param accumulator over the keys and arguments of rows; over column 0 where it is distinct
   * @param distinct the values that it is of, each once, over the keys and arguments of rows; null
   *     when it is of all rows
   * @param ordered its arguments and then what orders them, over the keys and arguments of rows;
   *     empty when they come in any order. The accumulator is over these then
   * @param order how the last of them order
   * @param filter what must be true of a row, over the keys and arguments of rows; null for nothing
   */
  public record Aggregated(
      Accumulator accumulator,
      Scalar distinct,
      List<Scalar> ordered,
      List<Query.SortItem> order,
      Scalar filter) {}

  /**
   * Of a query block.
   *
   * @param binding of the statement
   * @param rows binds expressions over rows
   * @param declared whether there is a GROUP BY or HAVING
   */
  public Grouping(Binding binding, ExpressionBinder rows, boolean declared) {
    this.binding = binding;
    this.rows = rows;
    this.declared = declared;
  }

  /**
   * Adds a key, unless it is there. All keys come before the first expression over groups.
   *
   * @param expression the key, over rows
   * @return its number
   */
  public int by(Expression expression) {
    Scalar key = rows.bind(expression, SqlType.TEXT);
    Integer known = byIdentity.putIfAbsent(identity(expression), keys.size());
    if (known != null) {
      return known;
    }
    keys.add(key);
    return keys.size() - 1;
  }

  /**
   * Says that rows are grouped in several ways, when all keys are there.
   *
   * @param grouping which
   */
  public void bySets(GroupingSets grouping) {
    sets = grouping;
    for (int i = 0; i < keys.size(); i++) {
      keys.set(i, grouping.key(keys.get(i), i));
    }
    keys.add(grouping.number());
  }

  /** Columns are the same by what they name, other expressions by how they are written. */
  private Object identity(Expression expression) {
    return expression instanceof Expression.ColumnReference column
        ? rows.scope().identity(column.name())
        : CanonicalText.of(expression);
  }

  /**
   * Whether rows are grouped, after all is bound.
   *
   * @return false for a query of rows
   * @throws io.ashlar.sql.error.SqlException 42803 when a column of a row is named beside an
   *     aggregate
   */
  public boolean isGrouped() {
    boolean grouped = declared || !aggregates.isEmpty();
    if (grouped && named >= 0) {
      throw ungrouped(named);
    }
    return grouped;
  }

  private RuntimeException ungrouped(int offset) {
    return binding.fault(
        SqlState.GROUPING_ERROR,
        offset,
        "A column that is not in GROUP BY has no one value in a group.");
  }

  /**
   * What is computed of each row.
   *
   * @return the keys, then the arguments
   */
  public List<Scalar> computed() {
    List<Scalar> all = new ArrayList<>(keys);
    all.addAll(arguments);
    return all;
  }

  /**
   * The types of the keys.
   *
   * @return in order
   */
  public List<SqlType> keyTypes() {
    return keys.stream().map(Scalar::type).toList();
  }

  /**
   * The aggregates.
   *
   * @return in order
   */
  public List<Aggregated> aggregates() {
    return aggregates;
  }

  /** What stands for an expression above GROUP BY; null when its parts are looked at. */
  Scalar replaced(Expression expression) {
    Integer key = byIdentity.isEmpty() ? null : byIdentity.get(identityOf(expression));
    if (key != null) {
      return ColumnReference.of(keys.get(key).type(), key);
    }
    if (expression instanceof Call.FunctionCall call && isAggregate(call)) {
      return aggregate(call);
    }
    if (expression instanceof Call.FunctionCall call && isGroupingCall(call)) {
      return missing(call);
    }
    // What is named of the rows around the query has one value for all of its groups.
    if (expression instanceof Expression.ColumnReference column
        && !rows.scope().isAround(column.name())) {
      if (declared) {
        throw ungrouped(expression.offset());
      }
      named = expression.offset();
    }
    return null;
  }

  private Object identityOf(Expression expression) {
    return expression instanceof Expression.Parameter ? "" : identity(expression);
  }

  private static boolean isGroupingCall(Call.FunctionCall call) {
    return call.name().parts().size() == 1 && call.name().parts().get(0).text().equals("grouping");
  }

  /** {@code GROUPING(a, b)}: which of the keys the group has not. */
  private Scalar missing(Call.FunctionCall call) {
    List<Integer> numbers = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      Integer key = byIdentity.get(identityOf(argument));
      if (key == null || call.arguments().size() >= Integer.SIZE) {
        throw binding.fault(
            SqlState.GROUPING_ERROR,
            argument.offset(),
            "GROUPING takes up to 31 keys of GROUP BY.");
      }
      numbers.add(key);
    }
    if (sets == null) {
      return Slot.word(SqlType.INTEGER, 0);
    }
    return sets.missing(numbers, ColumnReference.of(SqlType.INTEGER, keys.size() - 1));
  }

  static boolean isAggregate(Call.FunctionCall call) {
    List<Identifier> parts = call.name().parts();
    return parts.size() == 1
        && call.over().isEmpty()
        && Aggregates.isAggregate(parts.get(0).text());
  }

  private Scalar aggregate(Call.FunctionCall call) {
    List<Query.SortItem> order = new ArrayList<>(call.orderBy());
    order.addAll(call.withinGroup());
    if (!call.withinGroup().isEmpty() && !call.name().parts().get(0).text().equals("listagg")) {
      throw binding.unsupported(call.offset(), "WITHIN GROUP of this aggregate");
    }
    boolean once = call.form() == Call.ArgumentForm.DISTINCT;
    Scalar distinct = null;
    List<Scalar> taken = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      Scalar value = argument(argument);
      if (once && taken.isEmpty()) {
        distinct = value;
        value = ColumnReference.of(value.type(), 0);
      }
      taken.add(value);
    }
    call.separator().ifPresent(text -> taken.add(argument(text)));
    if (once && taken.stream().skip(1).anyMatch(value -> !value.isConstant())) {
      throw binding.unsupported(call.offset(), "DISTINCT beside another argument of each row");
    }
    if (once && isOwnOrder(order, call)) {
      order.clear();
    }
    if (once && !order.isEmpty()) {
      throw binding.unsupported(call.offset(), "DISTINCT and ORDER BY of one aggregate");
    }
    List<Scalar> ordered = order.isEmpty() ? List.of() : ordered(taken, order);
    Scalar filter = null;
    if (call.filter().isPresent()) {
      arguments.add(rows.condition(call.filter().get()));
      filter = ColumnReference.of(SqlType.BOOLEAN, keys.size() + arguments.size() - 1);
    }
    Accumulator accumulator;
    try {
      accumulator = Aggregates.of(call.name().parts().get(0).text(), taken, binding.context());
    } catch (SqlException fault) {
      throw binding.placed(fault, call.offset());
    }
    aggregates.add(new Aggregated(accumulator, distinct, ordered, order, filter));
    return ColumnReference.of(accumulator.type(), keys.size() + aggregates.size() - 1);
  }

  /** Whether values come in the order that is asked for where each is taken once. */
  private static boolean isOwnOrder(List<Query.SortItem> order, Call.FunctionCall call) {
    return order.size() == 1
        && !order.get(0).descending()
        && order.get(0).nulls() != Query.NullOrder.LAST
        && CanonicalText.of(order.get(0).key()).equals(CanonicalText.of(call.arguments().get(0)));
  }

  /** What is kept of each row so as to be ordered; arguments are taken from there then. */
  private List<Scalar> ordered(List<Scalar> taken, List<Query.SortItem> order) {
    List<Scalar> kept = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      Scalar value = taken.get(i);
      if (!value.isConstant()) {
        taken.set(i, ColumnReference.of(value.type(), kept.size()));
        kept.add(value);
      }
    }
    for (Query.SortItem item : order) {
      kept.add(argument(item.key()));
    }
    return kept;
  }

  /** An argument, computed of each row into a column of its own; constants stay what they are. */
  private Scalar argument(Expression expression) {
    Scalar scalar = rows.bind(expression, SqlType.TEXT);
    if (scalar.isConstant()) {
      return scalar.type().equals(SqlType.UNKNOWN)
          ? Casts.implicit(scalar, SqlType.TEXT, binding.context())
          : scalar;
    }
    arguments.add(scalar);
    return ColumnReference.of(scalar.type(), keys.size() + arguments.size() - 1);
  }
}
