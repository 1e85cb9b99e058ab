package io.ashlar.sql.plan.change;

import io.ashlar.Delete;
import io.ashlar.Update;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.sql.access.ScalarFilter;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Hands a selection down to the table's own statement. */
final class Selecting {

  private Selecting() {}

  /**
   * Has an update select rows; its limit is set for each run. Without a limit all rows are changed,
   * in whichever order.
   *
   * @return false when the table cannot give the order
   */
  static boolean by(
      TableSelection selection,
      List<Query.SortItem> order,
      Optional<Expression> limit,
      Update update) {
    return ordered(selection, order, limit, update::orderBy)
        && selected(selection, update::where, update::filter);
  }

  /**
   * The same of a delete.
   *
   * @return false when the table cannot give the order
   */
  static boolean by(
      TableSelection selection,
      List<Query.SortItem> order,
      Optional<Expression> limit,
      Delete delete) {
    return ordered(selection, order, limit, delete::orderBy)
        && selected(selection, delete::where, delete::filter);
  }

  private static boolean ordered(
      TableSelection selection,
      List<Query.SortItem> order,
      Optional<Expression> limit,
      Consumer<Order[]> orderBy) {
    List<Order> given = selection.order(order);
    if (given.isEmpty() && !order.isEmpty()) {
      return false;
    }
    if (limit.isPresent() && !given.isEmpty()) {
      orderBy.accept(given.toArray(Order[]::new));
    }
    return true;
  }

  private static boolean selected(
      TableSelection selection,
      Consumer<Predicate> where,
      BiConsumer<ScalarFilter, Column[]> filtered) {
    if (selection.predicate() != null) {
      where.accept(selection.predicate());
    }
    ScalarFilter filter = selection.filter(selection.frame());
    if (filter != null) {
      filtered.accept(filter, selection.read());
    }
    return true;
  }
}
