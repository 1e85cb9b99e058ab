package io.ashlar.rows.plan;

import io.ashlar.rows.analyze.KeyStatistics;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.predicate.Conjunct;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The orders of rows, of those that keys give, in which the rows of a group stand together, and
 * whether to walk in one of them. Stateless.
 */
public final class GroupOrders {

  /** What a group is assumed to take in memory. */
  private static final double GROUP_BYTES = 128;

  /** What memory is used for must be worth it. */
  private static final double MUCH_FEWER = 2;

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

  /**
   * Whether groups are better gathered in memory than walked one after the other. Of a table that
   * was analyzed it is where that meets much fewer entries, costs less, and memory is expected to
   * hold the groups; else where it is assumed to meet few entries and the other one is not.
   *
   * @param streamed a plan in whose order the rows of a group stand together
   * @param gathered a plan in any order
   * @param analyzed the statistics that both were made with, or null
   * @param bytes what the groups may take
   * @return true to gather them
   */
  public static boolean gathers(
      Plan streamed, Plan gathered, TableStatistics analyzed, long bytes) {
    Estimate walked = gathered.estimate();
    Estimate inOrder = streamed.estimate();
    if (analyzed == null || walked == null || inOrder == null) {
      return gathered.meetsFew() && !streamed.meetsFew();
    }
    double groups = Math.min(walked.rows(), groups(streamed, analyzed));
    return walked.entries() * MUCH_FEWER <= inOrder.entries()
        && groups * GROUP_BYTES <= bytes
        && walked.cost() + walked.rows() * CostModel.SORT < inOrder.cost();
  }

  /** The most groups that there can be, as far as is known. */
  private static double groups(Plan streamed, TableStatistics analyzed) {
    KeyStatistics key = analyzed.key(streamed.path().keyspaceId());
    int columns = streamed.bounds().fixing().size() + streamed.order().size();
    return key == null ? Double.MAX_VALUE : key.distinct(Math.max(1, columns));
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
