package io.ashlar.rows.scan;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.ClosedException;
import io.ashlar.rows.partition.PartitionPruner;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.table.EntryEncoder;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Walks a plan in every partition that can hold rows it selects: one partition after the other
 * where that gives the asked order, else all at once, merged by their keys. A walk in one partition
 * is a {@link KeyWalk}, kept for the next opening.
 *
 * <p>In a transaction that may write all walks are opened at once, since the cursor must not see
 * what the transaction writes later; in a read-only one each is opened when its turn has come.
 */
final class PartitionWalk implements RowWalk {

  private static final int KEYSPACE_BYTES = EntryEncoder.KEYSPACE_BYTES;

  /** What is kept of earlier openings; beyond it all are made anew. */
  private static final int MAX_KEPT = 4_096;

  /** Most partitions that a plan as text names. */
  private static final int MAX_SHOWN = 16;

  private final Plan plan;
  private final TablePartitions partitions;
  private final WorkspacePool workspaces;
  private final PartitionPruner pruner;
  private final boolean merged;

  /** Whether partitions are walked from the last to the first. */
  private final boolean downward;

  private final RowSource nowhere;
  private final Int2ObjectHashMap<KeyWalk> kept = new Int2ObjectHashMap<>();
  private final List<TablePartition> needed = new ArrayList<>();
  private final List<KeyWalk> walks = new ArrayList<>();

  /** Of merged walks, which need one each; of the others none. */
  private final List<Workspace> borrowed = new ArrayList<>();

  /** Of merged walks: those with a row, as a heap by their keys. */
  private int[] heap = new int[8];

  private int heapSize;
  private TransactionHandle transaction;
  private Workspace workspace;

  /** The walk that stands on the row shown, or the next to be walked; none: their number. */
  private int current;

  private boolean started;
  private boolean lazy;

  /** The transaction at the opening: its object may serve another one later. */
  private long transactionId;

  private PartitionWalk(Plan plan, TablePartitions partitions, WorkspacePool workspaces) {
    this.plan = plan;
    this.partitions = partitions;
    this.workspaces = workspaces;
    int[] columns = plan.path().table().partitionColumns();
    this.pruner = new PartitionPruner(partitions.tableId(), plan.predicate(), columns);
    OrderColumn leading = plan.leadingOrder();
    boolean along = leading != null && leading.ordinal() == partitions.orderedBy();
    this.merged = leading != null && !along;
    this.downward = along ? leading.descending() : plan.isBackward();
    this.nowhere = new RowSource(plan.path().table(), null);
  }

  /** The walk of a plan, over partitions where the table has some. */
  static RowWalk over(Plan plan, TableHandle table, WorkspacePool workspaces) {
    return table.partitions() == null
        ? new KeyWalk(plan)
        : new PartitionWalk(plan, table.partitions(), workspaces);
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public RowSource source() {
    return current < walks.size() ? walks.get(current).source() : nowhere;
  }

  @Override
  public void open(TransactionHandle handle, Workspace memory) {
    assert walks.isEmpty() : "a walk is closed before it is opened again";
    plan.predicate().requireUprightRanges();
    transaction = handle;
    transactionId = handle.store().id();
    workspace = memory;
    started = false;
    current = 0;
    heapSize = 0;
    if (plan.predicate().isNeverTrue()) {
      return;
    }
    pruner.complete(true);
    partitions.forScan(handle.store(), pruner, needed);
    for (int i = 0; i < needed.size(); i++) {
      walks.add(walk(needed.get(downward ? needed.size() - 1 - i : i)));
    }
    lazy = !merged && handle.readOnly();
    boolean opened = false;
    try {
      for (int i = 0; i < walks.size() && (i == 0 || !lazy); i++) {
        walks.get(i).open(handle, memoryOf(i));
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private Workspace memoryOf(int walk) {
    if (!merged || walk == 0) {
      return workspace;
    }
    Workspace own = workspaces.acquire(transaction.context().pool());
    borrowed.add(own);
    return own;
  }

  private KeyWalk walk(TablePartition partition) {
    KeyWalk known = kept.get(partition.id());
    if (known == null) {
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      known = new KeyWalk(plan.in(partition.in(plan.path().table())));
      kept.put(partition.id(), known);
    }
    return known;
  }

  @Override
  public boolean next() {
    return merged ? nextMerged() : nextChained();
  }

  private boolean nextChained() {
    while (current < walks.size()) {
      if (walks.get(current).next()) {
        return true;
      }
      walks.get(current).close();
      current++;
      if (lazy && current < walks.size()) {
        requireTransaction();
        walks.get(current).open(transaction, workspace);
      }
    }
    return false;
  }

  private void requireTransaction() {
    if (!transaction.store().active() || transaction.store().id() != transactionId) {
      throw new ClosedException(
          "The transaction of the cursor has ended.", "table", plan.path().table().name());
    }
  }

  private boolean nextMerged() {
    if (!started) {
      started = true;
      if (heap.length < walks.size()) {
        heap = new int[Math.max(walks.size(), 2 * heap.length)];
      }
      for (int i = 0; i < walks.size(); i++) {
        if (walks.get(i).next()) {
          heap[heapSize++] = i;
        }
      }
      for (int i = heapSize / 2 - 1; i >= 0; i--) {
        sink(i);
      }
    } else if (heapSize > 0) {
      if (!walks.get(heap[0]).next()) {
        heap[0] = heap[--heapSize];
      }
      sink(0);
    }
    current = heapSize > 0 ? heap[0] : walks.size();
    return heapSize > 0;
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < heapSize) {
      int child = 2 * at + 1;
      if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], heap[at])) {
        return;
      }
      int moved = heap[at];
      heap[at] = heap[child];
      heap[child] = moved;
      at = child;
    }
  }

  /** By the keys behind their keyspace ids: as they would lie in one keyspace. */
  private boolean isBefore(int a, int b) {
    KeyWalk first = walks.get(a);
    KeyWalk second = walks.get(b);
    int order =
        UnsignedBytes.compare(
            first.key(),
            KEYSPACE_BYTES,
            first.keyLength() - KEYSPACE_BYTES,
            second.key(),
            KEYSPACE_BYTES,
            second.keyLength() - KEYSPACE_BYTES);
    return plan.isBackward() ? order > 0 : order < 0;
  }

  @Override
  public void requirePosition() {
    walks.get(current).requirePosition();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    pruner.complete(complete);
    List<TablePartition> planned = partitions.planned(pruner);
    text.append("\npartitions ").append(planned.size()).append(" of ");
    text.append(partitions.live().size());
    String separator = ": ";
    for (int i = 0; i < planned.size() && i < MAX_SHOWN; i++) {
      int at = downward && !merged ? planned.size() - 1 - i : i;
      text.append(separator).append(planned.get(at).name());
      separator = ", ";
    }
    text.append(planned.size() > MAX_SHOWN ? ", ..." : "");
    if (planned.size() > 1) {
      text.append(merged ? ", merged by the key" : ", one after the other");
    }
  }

  /** Gives all cursors and borrowed memory back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    for (int i = 0; i < walks.size(); i++) {
      walks.get(i).close();
    }
    walks.clear();
    needed.clear();
    for (int i = 0; i < borrowed.size(); i++) {
      workspaces.release(borrowed.get(i));
    }
    borrowed.clear();
    heapSize = 0;
    current = 0;
    transaction = null;
  }
}
