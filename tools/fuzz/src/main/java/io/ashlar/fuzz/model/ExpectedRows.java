package io.ashlar.fuzz.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rows in an order that may leave ties open. Rows that are equal in the asked order may come in any
 * sequence; where a limit or offset cuts through them, any of them may be the ones that are shown.
 */
final class ExpectedRows {

  /** Each row as it is shown. */
  private final List<List<Object>> shown = new ArrayList<>();

  /** Where each group of ties ends. */
  private final List<Integer> ends = new ArrayList<>();

  private final long offset;
  private final long limit;

  /**
   * Rows.
   *
   * @param rows what is selected
   * @param order the order, or null for none
   * @param projection what is shown of a row
   * @param limit most rows
   */
  <R> ExpectedRows(
      List<R> rows,
      Comparator<R> order,
      Function<R, List<Object>> projection,
      long offset,
      long limit) {
    List<R> sorted = new ArrayList<>(rows);
    if (order != null) {
      sorted.sort(order);
    }
    for (int i = 0; i < sorted.size(); i++) {
      shown.add(projection.apply(sorted.get(i)));
      boolean last = i == sorted.size() - 1;
      if (last || (order != null && order.compare(sorted.get(i), sorted.get(i + 1)) != 0)) {
        ends.add(i + 1);
      }
    }
    this.offset = offset;
    this.limit = limit;
  }

  /** How many rows are shown. */
  int size() {
    return (int) Math.max(0, Math.min(limit, shown.size() - offset));
  }

  /** What is wrong with rows that were found, or null. */
  String judge(Object found) {
    return found instanceof List<?> rows ? judgeFirst(rows, true) : "expected rows";
  }

  /** What is wrong with the first rows, or all when {@code atEnd}, or null. */
  String judgeFirst(List<?> rows, boolean atEnd) {
    int size = rows.size();
    if (atEnd ? size != size() : size > size()) {
      return "expected " + size() + " rows" + described();
    }
    int from = 0;
    for (int end : ends) {
      Map<List<Object>, Integer> group = new HashMap<>();
      shown.subList(from, end).forEach(row -> group.merge(row, 1, Integer::sum));
      int first = (int) Math.max(from, offset);
      int last = (int) Math.min(end, offset + size);
      for (int i = first; i < last; i++) {
        Object row = rows.get((int) (i - offset));
        if (group.merge(cast(row), -1, Integer::sum) < 0) {
          return "row " + (i - offset) + " does not belong there" + described();
        }
      }
      from = end;
    }
    return null;
  }

  /** What is wrong with rows of which any number up to the limit may be shown, or null. */
  String judgeSome(Object found) {
    if (!(found instanceof List<?> rows) || rows.size() > limit) {
      return "expected at most " + limit + " rows";
    }
    Map<List<Object>, Integer> left = new HashMap<>();
    shown.forEach(row -> left.merge(row, 1, Integer::sum));
    for (Object row : rows) {
      if (left.merge(cast(row), -1, Integer::sum) < 0) {
        return "a row does not belong there" + described();
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // the executor shows rows as lists
  private static List<Object> cast(Object row) {
    return (List<Object>) row;
  }

  private String described() {
    String limited = limit == Long.MAX_VALUE ? "" : " limit " + limit;
    return ", of " + Outcome.of(shown) + (offset == 0 ? "" : " offset " + offset) + limited;
  }
}
