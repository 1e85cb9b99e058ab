package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Join;
import io.ashlar.sqltest.query.Join.How;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Select.Distinct;
import io.ashlar.sqltest.query.Select.Grouping;
import io.ashlar.sqltest.query.Select.Sorted;
import io.ashlar.sqltest.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes queries over tables.
 *
 * <p>Long because the rules of one grammar stand together.
 */
public final class QuerySource {

  private static final int DEPTH = 3;
  private static final int MAX_JOINS = 3;
  private static final int MAX_SUBQUERIES = 2;

  private final Dice dice;
  private final List<RandomTable> tables;
  private final Set<Feature> features;
  private int aliases;
  private int nested;
  private int names;

  /** How many views are read, of which each may have many rows. */
  private int views;

  private int mostJoins = MAX_JOINS;

  /** Joins with queries that have a name, which may be read again. */
  private final List<Join> named = new ArrayList<>();

  /**
   * A source.
   *
   * @param dice what to choose by
   * @param tables what can be asked
   * @param features what can be asked for
   */
  public QuerySource(Dice dice, List<RandomTable> tables, Set<Feature> features) {
    this.dice = dice;
    this.tables = tables;
    this.features = features;
  }

  /**
   * Any query.
   *
   * @return a new query
   */
  public Select any() {
    begin();
    Select query = dice.percent(30) ? grouped(List.of(), 1 + dice.below(3)) : plain(List.of());
    if (features.contains(Feature.SET_OPERATION) && dice.percent(12)) {
      query = combined(query);
    } else if (dice.percent(15)) {
      query = query.distinct(Distinct.ROWS);
    }
    if (dice.percent(60)) {
      return query;
    }
    Select ordered = ordered(query);
    return features.contains(Feature.DISTINCT_ON) && isFirst(ordered) && dice.percent(20)
        ? ordered.distinct(Distinct.FIRST)
        : ordered;
  }

  /** Whether no column before is the same as the one that comes first in the order. */
  private static boolean isFirst(Select ordered) {
    int item = ordered.order().get(0).item();
    String text = ordered.items().get(item).text(Engine.ASHLAR);
    // A bare number is the place of a column there.
    return ordered.other() == null
        && !text.matches("\\d+")
        && ordered.items().subList(0, item).stream()
            .noneMatch(each -> each.text(Engine.ASHLAR).equals(text));
  }

  private void begin() {
    aliases = 0;
    nested = 0;
    names = 0;
    views = 0;
    named.clear();
  }

  /** A query as a view has it. */
  Select view() {
    begin();
    mostJoins = 2;
    Select query = dice.percent(40) ? grouped(List.of(), 1 + dice.below(3)) : plain(List.of());
    return features.contains(Feature.SET_OPERATION) && dice.percent(10) ? combined(query) : query;
  }

  /** Rows of columns of these kinds. */
  Select rows(List<Kind> kinds) {
    begin();
    List<Join> from = from();
    List<Term> columns = columns(from);
    List<Term> items = new ArrayList<>();
    for (Kind kind : kinds) {
      items.add(expressions(columns).any(kind, columns, 1));
    }
    Select query = Select.of(items, from);
    return dice.percent(60) ? query.where(condition(columns)) : query;
  }

  /** Rows of columns of these kinds, in the first of which each value is once. */
  Select keyed(List<Kind> kinds) {
    begin();
    List<Join> from = from();
    List<Term> columns = columns(from);
    List<Term> items = new ArrayList<>();
    Term key = new ExpressionSource(dice, features).any(kinds.get(0), columns, dice.below(2));
    boolean grouped = columns.stream().anyMatch(each -> names(key, each));
    items.add(grouped ? key : new AggregateSource(dice, features).of(kinds.get(0), columns));
    for (Kind kind : kinds.subList(1, kinds.size())) {
      items.add(new AggregateSource(dice, features).of(kind, columns));
    }
    Select query = Select.of(items, from);
    query = grouped ? query.groups(List.of(key), Grouping.PLAIN) : query;
    return dice.percent(50) ? query.where(condition(columns)) : query;
  }

  private static boolean names(Term term, Term column) {
    return term.text(Engine.ASHLAR).contains(column.text(Engine.ASHLAR));
  }

  /**
   * A query of columns with neither groups nor order, limit or condition: what {@link #condition}
   * can be put on.
   *
   * @return a new query
   */
  public Select base() {
    begin();
    List<Join> from = from();
    return Select.of(items(columns(from), 1 + dice.below(3)), from);
  }

  /**
   * A condition of the rows of a query.
   *
   * @param query the query
   * @return a condition
   */
  public Term condition(Select query) {
    List<Term> columns = columns(query.from());
    return expressions(columns).truth(columns, DEPTH);
  }

  /**
   * A value over the rows of a query.
   *
   * @param query the query
   * @param kind of the value
   * @return a term
   */
  public Term value(Select query, Kind kind) {
    return value(columns(query.from()), kind);
  }

  /**
   * A value over columns.
   *
   * @param columns which
   * @param kind of the value
   * @return a term
   */
  public Term value(List<Term> columns, Kind kind) {
    return expressions(columns).any(kind, columns, 2);
  }

  private Select plain(List<Term> outer) {
    List<Join> from = from();
    List<Term> columns = columns(from);
    Select query = Select.of(items(columns, 1 + dice.below(4)), from);
    return dice.percent(75) ? query.where(condition(with(columns, outer))) : query;
  }

  private List<Term> items(List<Term> columns, int count) {
    List<Term> items = new ArrayList<>();
    ExpressionSource source = expressions(columns);
    for (int i = 0; i < count; i++) {
      Kind kind = dice.one(Kind.values());
      if (kind == Kind.BOOL && !features.contains(Feature.TRUTH_VALUE)) {
        kind = Kind.INT;
      }
      Term item = source.any(kind, columns, dice.below(DEPTH));
      items.add(kind == Kind.BOOL ? item.with(Feature.TRUTH_VALUE) : item);
    }
    return items;
  }

  /**
   * A condition over columns.
   *
   * @param columns which
   * @return a condition
   */
  public Term condition(List<Term> columns) {
    return expressions(columns).truth(columns, 1 + dice.below(DEPTH));
  }

  private ExpressionSource expressions(List<Term> columns) {
    ExpressionSource source = new ExpressionSource(dice, features);
    source.setSubqueries(kind -> subquery(kind, columns));
    return source;
  }

  private List<Join> from() {
    List<Join> from = new ArrayList<>();
    int count = dice.percent(50) ? 1 : 1 + dice.below(mostJoins);
    for (int i = 0; i < count; i++) {
      How how = i == 0 ? How.CROSS : how();
      Join join = source(how);
      if (how != How.CROSS) {
        List<Term> columns = with(columns(from), columns(List.of(join)));
        join = new Join(how, join.table(), join.query(), join.alias(), on(columns));
      }
      from.add(join);
    }
    return from;
  }

  private How how() {
    How how = dice.one(How.CROSS, How.INNER, How.INNER, How.LEFT, How.LEFT, How.RIGHT, How.FULL);
    return how.feature() == null || features.contains(how.feature()) ? how : How.LEFT;
  }

  /** Mostly an equality of columns, as joins are. */
  private Term on(List<Term> columns) {
    if (dice.percent(70)) {
      Term left = dice.one(columns);
      List<Term> right =
          columns.stream()
              .filter(each -> !each.equals(left) && each.kind() == left.kind())
              .toList();
      if (!right.isEmpty() && left.kind() != Kind.BOOL) {
        Term equal = Term.of(Kind.BOOL, "(", left, " = ", dice.one(right), ")");
        return dice.percent(75)
            ? equal
            : Term.of(Kind.BOOL, "(", equal, " and ", plainCondition(columns), ")");
      }
    }
    return plainCondition(columns);
  }

  private Term plainCondition(List<Term> columns) {
    return new ExpressionSource(dice, features).truth(columns, 1);
  }

  private Join source(How how) {
    String alias = "a" + aliases++;
    if (nested < MAX_SUBQUERIES && features.contains(Feature.SUBQUERY) && dice.percent(15)) {
      nested++;
      Select query = dice.percent(40) ? grouped(List.of(), 2) : plain(List.of());
      query = dice.percent(20) ? query.distinct(Distinct.ROWS) : query;
      if (!features.contains(Feature.NAMED_QUERY) || dice.percent(60)) {
        return new Join(how, null, query, alias, null);
      }
      named.add(new Join(how, "w" + names++, query, alias, null));
      return named.get(named.size() - 1);
    }
    if (!named.isEmpty() && dice.percent(40)) {
      // Once more, as the rows of three would be too many.
      Join other = named.remove(dice.below(named.size()));
      return new Join(how, other.table(), other.query(), alias, null);
    }
    RandomTable table = dice.one(tables);
    if (table.definition() != null && views++ > 0) {
      table = tables.get(0);
    }
    return new Join(how, table.name(), null, alias, null);
  }

  private List<Term> columns(List<Join> from) {
    List<Term> columns = new ArrayList<>();
    for (Join join : from) {
      if (join.query() == null) {
        for (Column column : table(join.table()).columns()) {
          columns.add(Term.of(column.kind(), join.alias() + "." + column.name()));
        }
      } else {
        for (int i = 0; i < join.query().items().size(); i++) {
          Kind kind = join.query().items().get(i).kind();
          columns.add(Term.of(kind, join.alias() + ".x" + i));
        }
      }
    }
    return columns;
  }

  private RandomTable table(String name) {
    return tables.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Term> with(List<Term> some, List<Term> others) {
    List<Term> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private Select grouped(List<Term> outer, int itemCount) {
    List<Join> from = from();
    List<Term> columns = columns(from);
    List<Term> groups = new ArrayList<>();
    if (dice.percent(70)) {
      for (int i = 1 + dice.below(2); i > 0; i--) {
        Kind kind = dice.one(Kind.INT, Kind.TEXT, Kind.DATE, Kind.LONG, Kind.DECIMAL);
        Term key = new ExpressionSource(dice, features).any(kind, columns, dice.below(2));
        if (key.text(Engine.ASHLAR).contains(".")) {
          groups.add(key);
        }
      }
    }
    List<Term> items = new ArrayList<>();
    for (int i = 0; i < itemCount; i++) {
      items.add(
          !groups.isEmpty() && dice.percent(40)
              ? dice.one(groups)
              : new AggregateSource(dice, features).any(columns));
    }
    Select query = Select.of(items, from).groups(groups, grouping(groups));
    if (dice.percent(60)) {
      query = query.where(condition(with(columns, outer)));
    }
    if (!groups.isEmpty() && dice.percent(30)) {
      query = query.having(havingOf(groups, columns));
    }
    return query;
  }

  private Grouping grouping(List<Term> groups) {
    boolean several = features.contains(Feature.GROUPING_SETS) && dice.percent(15);
    return several && groups.stream().distinct().count() == groups.size() && !groups.isEmpty()
        ? dice.one(Grouping.ROLLUP, Grouping.CUBE, Grouping.EACH)
        : Grouping.PLAIN;
  }

  private Term havingOf(List<Term> groups, List<Term> columns) {
    List<Term> values = new ArrayList<>(groups);
    for (int i = 0; i < 2; i++) {
      values.add(new AggregateSource(dice, features).any(columns));
    }
    return new ExpressionSource(dice, features).truth(values, 1 + dice.below(2));
  }

  /** A query as a value or a condition, over other tables and perhaps over those around it. */
  private Term subquery(Kind kind, List<Term> outer) {
    if (nested >= MAX_SUBQUERIES) {
      return new ExpressionSource(dice, features).any(kind, outer, 1);
    }
    nested++;
    List<Term> seen = dice.percent(50) ? outer : List.of();
    if (kind == Kind.BOOL) {
      if (dice.percent(50)) {
        return Term.of(kind, dice.percent(50) ? "(exists (" : "(not exists (", plain(seen), "))")
            .with(Feature.SUBQUERY);
      }
      Kind compared = dice.one(Kind.INT, Kind.TEXT, Kind.LONG, Kind.DATE);
      Term left = new ExpressionSource(dice, features).any(compared, outer, 1);
      return Term.of(
              kind, "(", left, dice.one(" in (", " not in ("), oneColumn(compared, seen), "))")
          .with(Feature.SUBQUERY);
    }
    List<Join> from = from();
    List<Term> columns = columns(from);
    Term value = new AggregateSource(dice, features).of(kind, columns);
    Select query = Select.of(List.of(value), from);
    if (dice.percent(60)) {
      query = query.where(condition(with(columns, seen)));
    }
    return Term.of(kind, "(", query, ")").with(Feature.SUBQUERY);
  }

  private Select oneColumn(Kind kind, List<Term> outer) {
    List<Join> from = from();
    List<Term> columns = columns(from);
    Select query =
        Select.of(List.of(new ExpressionSource(dice, features).any(kind, columns, 1)), from);
    return dice.percent(60) ? query.where(condition(with(columns, outer))) : query;
  }

  /** By all columns, so that a limit always leaves the same rows. */
  private Select ordered(Select query) {
    List<Sorted> order = new ArrayList<>();
    int first = dice.below(query.items().size());
    for (int i = 0; i < query.items().size(); i++) {
      int item = (first + i) % query.items().size();
      order.add(new Sorted(item, dice.percent(40), dice.percent(50)));
    }
    boolean limited = dice.percent(50);
    return query.ordered(
        order, limited ? dice.below(6) : -1, limited && dice.percent(40) ? dice.below(4) : 0);
  }

  private Select combined(Select query) {
    List<Term> items = new ArrayList<>();
    List<Join> from = from();
    List<Term> columns = columns(from);
    for (Term item : query.items()) {
      items.add(new ExpressionSource(dice, features).any(item.kind(), columns, 1));
    }
    String words = dice.one("union", "union all", "intersect", "except");
    return query.and(words, Select.of(items, from));
  }
}
