package io.ashlar.rows.walk;

import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.session.TableState;

/**
 * Makes what walks a plan: over partitions where the table has some, with a sort where no key gives
 * the order. What is made is not open.
 */
public final class Walks {

  private Walks() {}

  /**
   * Leads to the rows of a plan, in its order.
   *
   * @param plan what is walked
   * @param table the table
   * @param workspaces lend memory to each partition where several are walked at once
   * @return a walk
   */
  public static RowWalk of(Plan plan, TableState table, WorkspacePool workspaces) {
    return plan.sorts()
        ? new SortingWalk(plan, keyed(plan, table), false)
        : along(plan, table, workspaces);
  }

  /**
   * Leads to the primary keys of the rows of a plan that sorts, in its order.
   *
   * @param plan what is walked
   * @param table the table
   * @return a walk of which {@link SortingWalk#rows} alone are to be read
   */
  public static SortingWalk sortedKeys(Plan plan, TableState table) {
    return new SortingWalk(plan, keyed(plan, table), true);
  }

  /**
   * Leads to the rows of a plan, in its order, and locks each before it shows it.
   *
   * @param plan what is walked
   * @param table the table
   * @param workspaces lend memory to each partition where several are walked at once
   * @param mode what becomes of rows that other transactions have locked
   * @return a walk
   */
  public static RowWalk locking(
      Plan plan, TableState table, WorkspacePool workspaces, LockMode mode) {
    Routing routing = Routing.of(table.partitions());
    return plan.sorts()
        ? LockingWalk.sorted(plan, sortedKeys(plan, table), routing, mode)
        : LockingWalk.along(plan, along(plan, table, workspaces), routing, mode);
  }

  private static RowWalk along(Plan plan, TableState table, WorkspacePool workspaces) {
    TablePartitions partitions = table.partitions();
    if (partitions == null || plan.leadingOrder() == null || isAlong(plan, partitions)) {
      return keyed(plan, table);
    }
    return new MergedWalk(new PartitionWalks(plan, partitions, true), workspaces);
  }

  private static KeyedWalk keyed(Plan plan, TableState table) {
    TablePartitions partitions = table.partitions();
    if (partitions == null) {
      return new KeyWalk(plan);
    }
    boolean downward =
        isAlong(plan, partitions) ? plan.leadingOrder().descending() : plan.isBackward();
    return new ChainedWalk(new PartitionWalks(plan, partitions, false), downward);
  }

  /** Whether one partition after the other gives the order of a plan. */
  private static boolean isAlong(Plan plan, TablePartitions partitions) {
    OrderColumn leading = plan.leadingOrder();
    int[] columns = plan.path().table().partitionColumns();
    return leading != null && partitions.isOrdered() && leading.ordinal() == columns[0];
  }
}
