package io.ashlar.sql.plan;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Grouping;
import io.ashlar.sql.bind.GroupingSets;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.DistinctValues;
import io.ashlar.sql.execute.Filter;
import io.ashlar.sql.execute.Group;
import io.ashlar.sql.execute.OrderedRows;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.Sort;
import io.ashlar.sql.join.EachSet;
import io.ashlar.sql.plan.join.Term;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Plans GROUP BY, HAVING and aggregates: rows are sorted by the key and taken group by group. */
final class GroupPlanner {

  /** As many sets as PostgreSQL takes. */
  private static final int MOST_SETS = 4_096;

  private final Binding binding;
  private final Grouping grouping;
  private final ExpressionBinder expressions;
  private final QueryBody.Select select;
  private Scalar having;

  /** In which ways rows are grouped; null where there is one. */
  private GroupingSets sets;

  /** Groups, and where they are. */
  record Groups(RowSource rows, Frame frame) {}

  GroupPlanner(Binding binding, ExpressionBinder rows, QueryBody.Select select) {
    this.binding = binding;
    this.select = select;
    boolean declared = select.groupBy().isPresent() || select.having().isPresent();
    this.grouping = new Grouping(binding, rows, declared);
    if (select.groupBy().isPresent()) {
      by(select.groupBy().get(), rows);
    }
    this.expressions = new ExpressionBinder(binding, rows.scope(), grouping);
    if (select.having().isPresent()) {
      having = expressions.condition(select.having().get());
    }
  }

  private void by(QueryBody.GroupBy clause, ExpressionBinder rows) {
    List<BitSet> all = List.of(new BitSet());
    boolean several = false;
    for (QueryBody.GroupingElement element : clause.elements()) {
      List<BitSet> own = sets(element, rows);
      several |= !(element instanceof QueryBody.Grouping);
      List<BitSet> product = new ArrayList<>();
      for (BitSet one : all) {
        own.forEach(other -> product.add(Term.union(one, other)));
      }
      all = checked(product, element);
    }
    if (several) {
      sets = new GroupingSets(clause.distinct() ? List.copyOf(new LinkedHashSet<>(all)) : all);
      grouping.bySets(sets);
    }
  }

  private List<BitSet> checked(List<BitSet> all, QueryBody.GroupingElement element) {
    if (all.size() > MOST_SETS) {
      throw binding.fault(
          SqlState.TOO_COMPLEX,
          element.offset(),
          "There are too many grouping sets.",
          "most",
          MOST_SETS);
    }
    return all;
  }

  /** The sets of keys that an element stands for. */
  private List<BitSet> sets(QueryBody.GroupingElement element, ExpressionBinder rows) {
    List<BitSet> all = new ArrayList<>();
    if (element instanceof QueryBody.Grouping keys) {
      all.add(keys(keys, rows));
    } else if (element instanceof QueryBody.Rollup rollup) {
      BitSet until = new BitSet();
      all.add(until);
      for (QueryBody.Grouping keys : rollup.groupings()) {
        until = Term.union(until, keys(keys, rows));
        all.add(0, until);
      }
    } else if (element instanceof QueryBody.Cube cube) {
      all.add(new BitSet());
      for (QueryBody.Grouping keys : cube.groupings()) {
        BitSet own = keys(keys, rows);
        List.copyOf(all).forEach(set -> all.add(Term.union(set, own)));
        checked(all, element);
      }
    } else {
      for (QueryBody.GroupingElement each : ((QueryBody.GroupingSets) element).elements()) {
        all.addAll(sets(each, rows));
      }
    }
    return checked(all, element);
  }

  private BitSet keys(QueryBody.Grouping keys, ExpressionBinder rows) {
    BitSet numbers = new BitSet();
    keys.keys().forEach(key -> numbers.set(grouping.by(meant(key, rows))));
    return numbers;
  }

  /** What a key means: a column of the result by its number, or by its alias if no table has it. */
  private Expression meant(Expression key, ExpressionBinder rows) {
    if (key instanceof Literal.Numeric number && number.kind() == Literal.NumericKind.INTEGER) {
      int position = number.text().length() > 4 ? 0 : Integer.parseInt(number.text());
      if (position < 1
          || position > select.items().size()
          || !(select.items().get(position - 1) instanceof QueryBody.Column column)) {
        throw binding.fault(
            SqlState.SYNTAX_ERROR,
            key.offset(),
            "No column of the result has this number.",
            "number",
            number.text());
      }
      return column.value();
    }
    if (key instanceof Expression.ColumnReference reference
        && reference.name().parts().size() == 1
        && !rows.scope().isColumn(reference.name())) {
      return aliased(reference.name().parts().get(0), key);
    }
    return key;
  }

  private Expression aliased(Identifier name, Expression otherwise) {
    for (QueryBody.SelectItem item : select.items()) {
      if (item instanceof QueryBody.Column column
          && column.alias().isPresent()
          && NameMatch.matches(name, column.alias().get().text())) {
        return column.value();
      }
    }
    return otherwise;
  }

  /** Binds expressions over groups; over rows where nothing is grouped. */
  ExpressionBinder expressions() {
    return expressions;
  }

  /** Whether rows are grouped, after all is bound. */
  boolean isGrouped() {
    return grouping.isGrouped();
  }

  Groups over(RowSource rows, Frame frame) {
    List<Scalar> computed = grouping.computed();
    Frame each = new Frame(computed.size());
    RowSource read = sets == null ? rows : new EachSet(rows, sets.count(), sets.number());
    RowSource source = new Project(read, computed, frame, each);
    List<SqlType> keys = grouping.keyTypes();
    if (!keys.isEmpty()) {
      source = new Sort(source, first(keys.size()), types(computed), each, binding.reading());
    }
    List<Group.Total> totals = new ArrayList<>();
    for (Grouping.Aggregated aggregate : grouping.aggregates()) {
      DistinctValues distinct =
          aggregate.distinct() == null
              ? null
              : new DistinctValues(aggregate.distinct(), binding.reading());
      totals.add(
          new Group.Total(
              aggregate.accumulator(), distinct, ordered(aggregate), aggregate.filter()));
    }
    Frame groups = new Frame(keys.size() + totals.size());
    boolean always = keys.isEmpty() || (sets != null && sets.hasEmpty());
    source = new Group(source, each, groups, keys, totals, always);
    if (having != null) {
      source = new Filter(source, having, groups);
    }
    return new Groups(source, groups);
  }

  private OrderedRows ordered(Grouping.Aggregated aggregate) {
    List<Scalar> values = aggregate.ordered();
    if (values.isEmpty()) {
      return null;
    }
    List<Sort.Key> keys = new ArrayList<>();
    int first = values.size() - aggregate.order().size();
    for (int i = 0; i < aggregate.order().size(); i++) {
      Query.SortItem item = aggregate.order().get(i);
      keys.add(new Sort.Key(first + i, item.descending(), OrderPlanner.nullsFirst(item)));
    }
    return new OrderedRows(values, keys, binding.reading());
  }

  private static List<SqlType> types(List<Scalar> scalars) {
    return scalars.stream().map(Scalar::type).toList();
  }

  private static List<Sort.Key> first(int columns) {
    List<Sort.Key> keys = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      keys.add(new Sort.Key(i, false, true));
    }
    return keys;
  }

  /** Each row once. */
  static Groups distinct(RowSource rows, List<SqlType> types, Frame frame, Reading reading) {
    RowSource sorted = new Sort(rows, first(types.size()), types, frame, reading);
    Frame once = new Frame(types.size());
    return new Groups(new Group(sorted, frame, once, types, List.of(), types.isEmpty()), once);
  }
}
