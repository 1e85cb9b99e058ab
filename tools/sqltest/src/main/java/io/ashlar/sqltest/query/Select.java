package io.ashlar.sqltest.query;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query.
 *
 * @param distinct which rows count once
 * @param items its columns, called {@code x0}, {@code x1} and so on
 * @param from its tables; none for a query without
 * @param where the condition of rows; null for none
 * @param groups what rows are grouped by; empty for none
 * @param grouping into which sets
 * @param having the condition of groups; null for none
 * @param order how rows are ordered
 * @param limit how many rows at most; -1 for all
 * @param offset how many are passed over
 * @param operation what stands between this query and another: {@code union all} and the like; null
 *     for nothing
 * @param other the query behind it, without order; null for none
 */
public record Select(
    Distinct distinct,
    List<Term> items,
    List<Join> from,
    Term where,
    List<Term> groups,
    Grouping grouping,
    Term having,
    List<Sorted> order,
    int limit,
    int offset,
    String operation,
    Select other)
    implements Fragment {

  /** Which rows count once. */
  public enum Distinct {
    /** None does. */
    NONE,

    /** Those that are equal. */
    ROWS,

    /**
     * Those that are equal in the column that comes first in the order; the first of them stays.
     */
    FIRST
  }

  /** Into which sets rows are grouped. */
  public enum Grouping {
    /** One, by all keys. */
    PLAIN(" group by ", ", ", ""),

    /** By all keys, by all but the last, and so on. */
    ROLLUP(" group by rollup (", ", ", ")"),

    /** By every choice of keys. */
    CUBE(" group by cube (", ", ", ")"),

    /** By each key alone, and all rows together. */
    EACH(" group by grouping sets ((), (", "), (", "))");

    private final String begin;
    private final String between;
    private final String end;

    Grouping(String begin, String between, String end) {
      this.begin = begin;
      this.between = between;
      this.end = end;
    }
  }

  /**
   * A column that rows are ordered by.
   *
   * @param item its number, from 0
   * @param descending whether the highest comes first
   * @param nullsFirst whether nulls come first
   */
  public record Sorted(int item, boolean descending, boolean nullsFirst) {}

  /**
   * A query of columns from tables alone.
   *
   * @param items its columns
   * @param from its tables
   * @return the query
   */
  public static Select of(List<Term> items, List<Join> from) {
    return new Select(
        Distinct.NONE,
        items,
        from,
        null,
        List.of(),
        Grouping.PLAIN,
        null,
        List.of(),
        -1,
        0,
        null,
        null);
  }

  /**
   * The same query with another condition of rows.
   *
   * @param condition null for none
   * @return a new query
   */
  public Select where(Term condition) {
    return new Select(
        distinct, items, from, condition, groups, grouping, having, order, limit, offset, operation,
        other);
  }

  /**
   * The same query with another condition of groups.
   *
   * @param condition null for none
   * @return a new query
   */
  public Select having(Term condition) {
    return new Select(
        distinct, items, from, where, groups, grouping, condition, order, limit, offset, operation,
        other);
  }

  /**
   * The same query with other columns.
   *
   * @param columns the columns
   * @return a new query
   */
  public Select items(List<Term> columns) {
    return new Select(
        distinct, columns, from, where, groups, grouping, having, order, limit, offset, operation,
        other);
  }

  /**
   * The same query with groups.
   *
   * @param keys what rows are grouped by
   * @param sets into which sets
   * @return a new query
   */
  public Select groups(List<Term> keys, Grouping sets) {
    return new Select(
        distinct, items, from, where, keys, sets, having, order, limit, offset, operation, other);
  }

  /**
   * The same query, in which other rows count once.
   *
   * @param rows which
   * @return a new query
   */
  public Select distinct(Distinct rows) {
    return new Select(
        rows, items, from, where, groups, grouping, having, order, limit, offset, operation, other);
  }

  /**
   * The same query in an order.
   *
   * @param columns what rows are ordered by
   * @param rows how many at most; -1 for all
   * @param skipped how many are passed over
   * @return a new query
   */
  public Select ordered(List<Sorted> columns, int rows, int skipped) {
    return new Select(
        distinct, items, from, where, groups, grouping, having, columns, rows, skipped, operation,
        other);
  }

  /**
   * The same query and another one, put together.
   *
   * @param words such as {@code union all}; null for nothing
   * @param query the other one; null for none
   * @return a new query
   */
  public Select and(String words, Select query) {
    return new Select(
        distinct, items, from, where, groups, grouping, having, order, limit, offset, words, query);
  }

  Select from(List<Join> joins) {
    return new Select(
        distinct, items, joins, where, groups, grouping, having, order, limit, offset, operation,
        other);
  }

  /**
   * The query as text.
   *
   * @param engine whose dialect to write
   * @return the text
   */
  public String text(Engine engine) {
    StringBuilder text = new StringBuilder();
    Map<String, Select> all = new LinkedHashMap<>();
    named(all);
    for (Map.Entry<String, Select> each : all.entrySet()) {
      text.append(text.isEmpty() ? "with " : ", ").append(each.getKey()).append(" as (");
      each.getValue().write(text, engine);
      text.append(')');
    }
    text.append(all.isEmpty() ? "" : " ");
    write(text, engine);
    return text.toString();
  }

  /**
   * What the query asks of an engine.
   *
   * @return a new set
   */
  public Set<Feature> features() {
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    collect(features);
    return features;
  }

  @Override
  public void write(StringBuilder text, Engine engine) {
    text.append(distinct == Distinct.NONE ? "select " : "select distinct ");
    if (distinct == Distinct.FIRST && !order.isEmpty()) {
      text.append("on (");
      items.get(order.get(0).item()).write(text, engine);
      text.append(") ");
    }
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      items.get(i).write(text, engine);
      text.append(" as x").append(i);
    }
    for (int i = 0; i < from.size(); i++) {
      text.append(i == 0 ? " from " : "");
      from.get(i).write(text, engine, i == 0);
    }
    condition(text, " where ", where, engine);
    for (int i = 0; i < groups.size(); i++) {
      text.append(i == 0 ? grouping.begin : grouping.between);
      groups.get(i).write(text, engine);
    }
    text.append(groups.isEmpty() ? "" : grouping.end);
    condition(text, " having ", having, engine);
    if (other != null) {
      text.append(' ').append(operation).append(' ');
      other.write(text, engine);
    }
    for (int i = 0; i < order.size(); i++) {
      Sorted sorted = order.get(i);
      text.append(i == 0 ? " order by " : ", ").append(sorted.item() + 1);
      text.append(sorted.descending() ? " desc" : " asc");
      text.append(sorted.nullsFirst() ? " nulls first" : " nulls last");
    }
    if (limit >= 0) {
      text.append(" limit ").append(limit).append(offset > 0 ? " offset " + offset : "");
    }
  }

  private static void condition(StringBuilder text, String words, Term term, Engine engine) {
    if (term != null) {
      text.append(words);
      term.write(text, engine);
    }
  }

  @Override
  public void collect(Set<Feature> features) {
    items.forEach(item -> item.collect(features));
    from.forEach(join -> join.collect(features));
    groups.forEach(group -> group.collect(features));
    if (where != null) {
      where.collect(features);
    }
    if (having != null) {
      having.collect(features);
    }
    if (distinct == Distinct.FIRST) {
      features.add(Feature.DISTINCT_ON);
    }
    if (grouping != Grouping.PLAIN) {
      features.add(Feature.GROUPING_SETS);
    }
    if (other != null) {
      features.add(Feature.SET_OPERATION);
      if (items.stream().anyMatch(item -> item.kind() == Kind.DECIMAL)) {
        features.add(Feature.DECIMAL_SET_OPERATION);
      }
      other.collect(features);
    }
  }

  @Override
  public void named(Map<String, Select> all) {
    from.forEach(join -> join.named(all));
    items.forEach(item -> item.named(all));
    for (Term term : Arrays.asList(where, having)) {
      if (term != null) {
        term.named(all);
      }
    }
    if (other != null) {
      other.named(all);
    }
  }

  /**
   * Queries with as many columns of the same kinds that are simpler, those that lack most first.
   * Not each is one that an engine takes.
   *
   * @return new queries
   */
  public List<Select> simpler() {
    return Reduction.of(this);
  }

  /**
   * Queries that lack one of the columns.
   *
   * @return new queries
   */
  public List<Select> narrower() {
    return Reduction.narrower(this);
  }
}
