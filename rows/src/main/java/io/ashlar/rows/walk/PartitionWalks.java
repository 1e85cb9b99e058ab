package io.ashlar.rows.walk;

import io.ashlar.error.ClosedException;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.partition.PartitionPruner;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The walks of a plan in the partitions that can hold rows it selects, for one opening after the
 * other, and which of them stands on the row that is shown. Together they count as one walk of the
 * table.
 */
final class PartitionWalks {

  /** What is kept of earlier openings; beyond it all are made anew. */
  private static final int MAX_KEPT = 4_096;

  /** Most partitions that are named in a plan as text. */
  private static final int MAX_NAMED = 16;

  private final Plan plan;
  private final TablePartitions partitions;
  private final PartitionPruner pruner;

  /** Whether each of them reads its first entry whatever may be read. */
  private final boolean merged;

  private final RowSource nowhere;
  private final Int2ObjectHashMap<KeyWalk> kept = new Int2ObjectHashMap<>();
  private final List<TablePartition> needed = new ArrayList<>();
  private final List<KeyWalk> walks = new ArrayList<>();

  /** Null while none is: one field, for a reader whose cursor another thread closes. */
  private KeyWalk shown;

  private KeyspaceCounters counters;
  private boolean open;

  // Of walks that are closed for good.
  private long moved;
  private long fetches;

  PartitionWalks(Plan plan, TablePartitions partitions, boolean merged) {
    this.plan = plan;
    this.partitions = partitions;
    this.merged = merged;
    int[] columns = plan.path().table().partitionColumns();
    this.pruner = new PartitionPruner(partitions.tableId(), plan.predicate().terms(), columns);
    this.nowhere =
        new RowSource(plan.path().table(), plan.fetchesRows() ? null : plan.path().index());
  }

  Plan plan() {
    return plan;
  }

  /** An opening begins. */
  void begin(TransactionHandle transaction) {
    assert walks.isEmpty() : "a walk is closed before it is opened again";
    if (counters == null) {
      counters = transaction.context().counters().of(plan.path().keyspaceId());
    }
    moved = 0;
    fetches = 0;
    open = true;
  }

  /**
   * The partitions that are needed, in the order of their bounds; the caller may leave some out.
   */
  List<TablePartition> choose(TransactionHandle transaction) {
    pruner.complete(true);
    partitions.forScan(transaction.store(), pruner, needed);
    return needed;
  }

  /** Takes a walk for each of those partitions, in their order: none is open. */
  void take() {
    for (int i = 0; i < needed.size(); i++) {
      KeyWalk walk = walk(needed.get(i));
      walk.begin(plan.path().keyspaceId());
      walks.add(walk);
    }
  }

  private KeyWalk walk(TablePartition partition) {
    KeyWalk known = kept.get(partition.id());
    if (known == null) {
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      known = new KeyWalk(plan.in(partition.in(plan.path().table())), merged);
      kept.put(partition.id(), known);
    }
    return known;
  }

  int size() {
    return walks.size();
  }

  KeyWalk get(int walk) {
    return walks.get(walk);
  }

  TablePartition partition(int walk) {
    return needed.get(walk);
  }

  /** Shows the row of a walk; of the one behind the last it shows none. */
  void show(int walk) {
    shown = walk < walks.size() ? walks.get(walk) : null;
  }

  /** The walk whose row is shown; there is one. */
  KeyWalk shown() {
    return shown;
  }

  RowSource source() {
    KeyWalk walk = shown;
    return walk == null ? nowhere : walk.source();
  }

  void requirePosition() {
    KeyWalk walk = shown;
    if (walk == null) {
      throw new ClosedException("The cursor is closed.", "table", plan.path().table().name());
    }
    walk.requirePosition();
  }

  long moved() {
    long sum = moved;
    for (int i = 0; i < walks.size(); i++) {
      sum += walks.get(i).moved();
    }
    return sum;
  }

  long fetches() {
    long sum = fetches;
    for (int i = 0; i < walks.size(); i++) {
      sum += walks.get(i).fetches();
    }
    return sum;
  }

  /** Adds a line to a plan as text. */
  void explain(StringBuilder text, boolean complete, boolean downward) {
    pruner.complete(complete);
    List<TablePartition> planned = partitions.planned(pruner);
    text.append("\npartitions ").append(planned.size()).append(" of ");
    text.append(partitions.live().size());
    String separator = ": ";
    for (int i = 0; i < planned.size() && i < MAX_NAMED; i++) {
      int at = downward ? planned.size() - 1 - i : i;
      text.append(separator).append(planned.get(at).name());
      separator = ", ";
    }
    text.append(planned.size() > MAX_NAMED ? ", ..." : "");
    if (planned.size() > 1) {
      text.append(merged ? ", merged by the key" : ", one after the other");
    }
  }

  /** Closes all of them; the next opening may begin. Idempotent. */
  void close() {
    shown = null;
    moved = moved();
    fetches = fetches();
    for (int i = 0; i < walks.size(); i++) {
      walks.get(i).close();
    }
    if (open) {
      open = false;
      counters.scanned();
    }
    walks.clear();
    needed.clear();
  }
}
