package io.ashlar.rows.plan;

import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The orders of rows, of those that keys give, in which the rows of a group stand together. */
public final class GroupOrders {

  private GroupOrders() {}

  /**
   * Finds the orders.
   *
   * @param table the table
   * @param terms what the predicate asks for; columns that it holds to one value order nothing
   * @param group ordinals of the columns that are grouped by
   * @return the orders, the one of the primary key first; none when no key gives one
   */
  public static List<List<OrderColumn>> of(
      TableDefinition table, List<Conjunct> terms, BitSet group) {
    List<List<OrderColumn>> orders = new ArrayList<>();
    add(KeyPath.primary(table), terms, group, orders);
    for (IndexDefinition index : table.indexes()) {
      KeyPath path = KeyPath.of(table, index);
      if (path.holdsAll(terms)) {
        add(path, terms, group, orders);
      }
    }
    return orders;
  }

  private static void add(
      KeyPath path, List<Conjunct> terms, BitSet group, List<List<OrderColumn>> orders) {
    BitSet missing = (BitSet) group.clone();
    for (int ordinal = group.nextSetBit(0); ordinal >= 0; ordinal = group.nextSetBit(ordinal + 1)) {
      if (Bounds.fixing(terms, ordinal) != null) {
        missing.clear(ordinal);
      }
    }
    List<OrderColumn> order = new ArrayList<>();
    int[] ordinals = path.ordinals();
    for (int position = 0; position < path.bounded() && !missing.isEmpty(); position++) {
      int ordinal = ordinals[position];
      if (missing.get(ordinal)) {
        order.add(new OrderColumn(ordinal, path.isDescending(position)));
        missing.clear(ordinal);
      } else if (!group.get(ordinal) && Bounds.fixing(terms, ordinal) == null) {
        return;
      }
    }
    if (missing.isEmpty() && !orders.contains(order)) {
      orders.add(order);
    }
  }
}
