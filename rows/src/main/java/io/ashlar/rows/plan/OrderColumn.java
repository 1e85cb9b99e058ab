package io.ashlar.rows.plan;

import io.ashlar.query.Order;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.PredicateCompiler;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of a requested order.
 *
 * @param ordinal the column
 * @param descending whether larger values come first
 */
public record OrderColumn(int ordinal, boolean descending) {

  /**
   * An order in terms of a definition.
   *
   * @param definition the table
   * @param order the order that was asked for
   * @return its columns; allocates
   * @throws io.ashlar.error.SchemaException when the table has no such column
   */
  public static List<OrderColumn> listOf(TableDefinition definition, List<Order> order) {
    List<OrderColumn> columns = new ArrayList<>();
    for (Order asked : order) {
      int ordinal = PredicateCompiler.ordinalOf(definition, asked.column());
      columns.add(new OrderColumn(ordinal, asked.isDescending()));
    }
    return columns;
  }
}
