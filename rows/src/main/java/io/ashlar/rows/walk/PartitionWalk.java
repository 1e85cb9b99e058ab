package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.partition.PartitionPruner;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Walks a plan in every partition that can hold rows it selects: one partition after the other
 * where that gives the asked order, else all at once, merged by their keys. A walk in one partition
 * is a {@link KeyWalk}, kept for the next opening.
 *
 * <p>In a transaction that may write all walks are opened at once, since the cursor must not see
 * what the transaction writes later; in a read-only one each is opened when its turn has come.
 */
public final class PartitionWalk implements KeyedWalk {
  /** What is kept of earlier openings; beyond it all are made anew. */
  private static final int MAX_KEPT = 4_096;

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

  /**
   * Of merged walks, which need one each: rows wait in them while another walk's row is shown. That
   * of the opening stays to whoever opened, who locks and reads rows in it meanwhile.
   */
  private final List<Workspace> borrowed = new ArrayList<>();

  /** Of merged walks: those with a row, as a heap by their keys. */
  private int[] heap = new int[8];

  private int heapSize;
  private TransactionHandle transaction;
  private Workspace workspace;

  /** Of merged walks: those that read no further, behind an entry that they have passed over. */
  private final BitSet resting = new BitSet();

  /** Whether the least entry is one where a walk rests: nothing behind it can be shown. */
  private boolean parked;

  /** Counts what may be read, in all partitions together; null for no bound. */
  private ReadMeter meter;

  /** The walk that stands on the row shown, or the next to be walked; none: their number. */
  private int current;

  /**
   * The walk that {@link #current} stands for, or null: one field, so that a reader whose cursor
   * another thread closes finds a walk or none.
   */
  private KeyWalk shown;

  private boolean started;
  private boolean lazy;

  private KeyspaceCounters counters;

  // Of walks that are closed for good.
  private long moved;
  private long fetches;

  private PartitionWalk(Plan plan, TablePartitions partitions, WorkspacePool workspaces) {
    this.plan = plan;
    this.partitions = partitions;
    this.workspaces = workspaces;
    int[] columns = plan.path().table().partitionColumns();
    this.pruner = new PartitionPruner(partitions.tableId(), plan.predicate().terms(), columns);
    OrderColumn leading = plan.leadingOrder();
    boolean along = leading != null && partitions.isOrdered() && leading.ordinal() == columns[0];
    this.merged = leading != null && !along && !plan.sorts();
    this.downward = along ? leading.descending() : plan.isBackward();
    this.nowhere =
        new RowSource(plan.path().table(), plan.fetchesRows() ? null : plan.path().index());
  }

  /**
   * The walk of a plan, over partitions where the table has some.
   *
   * @param plan what it walks
   * @param table the table
   * @param workspaces lend memory for each partition of a merged walk
   * @return a walk that is not open
   */
  public static KeyedWalk over(Plan plan, TableState table, WorkspacePool workspaces) {
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
    KeyWalk walk = shown;
    return walk == null ? nowhere : walk.source();
  }

  @Override
  public void open(
      TransactionHandle handle, Workspace memory, ScanPosition position, ReadMeter counting) {
    assert walks.isEmpty() : "a walk is closed before it is opened again";
    transaction = handle;
    if (counters == null) {
      counters = handle.context().counters().of(plan.path().keyspaceId());
    }
    workspace = memory;
    meter = counting;
    started = false;
    parked = false;
    moved = 0;
    fetches = 0;
    resting.clear();
    stand(0);
    heapSize = 0;
    if (plan.predicate().isNeverTrue()) {
      return;
    }
    lazy = !merged && handle.readOnly();
    boolean opened = false;
    try {
      ScanPosition first = choose(position);
      stand(0);
      for (int i = 0; i < walks.size() && (i == 0 || !lazy); i++) {
        walks.get(i).open(handle, memory(), i == 0 || merged ? first : null, meter);
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** Takes a walk for each partition that is needed; returns where the first one begins. */
  private ScanPosition choose(ScanPosition position) {
    pruner.complete(true);
    partitions.forScan(transaction.store(), pruner, needed);
    ScanPosition from = position == null || position.key() == null ? null : position;
    ScanPosition first =
        merged || from == null ? from : PartitionPosition.passBefore(from, needed, downward);
    for (int i = 0; i < needed.size(); i++) {
      KeyWalk walk = walk(needed.get(downward ? needed.size() - 1 - i : i));
      walk.begin(plan.path().keyspaceId());
      walks.add(walk);
    }
    return first;
  }

  private Workspace memory() {
    if (!merged) {
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
      known = new KeyWalk(plan.in(partition.in(plan.path().table())), merged);
      kept.put(partition.id(), known);
    }
    return known;
  }

  @Override
  public boolean next() {
    return merged ? nextMerged() : nextChained();
  }

  private boolean nextChained() {
    if (!started) {
      started = true;
      begin();
    }
    while (current < walks.size()) {
      if (walks.get(current).next()) {
        return true;
      }
      if (walks.get(current).stopped() != StopReason.EXHAUSTED) {
        return false;
      }
      stand(current + 1);
      begin();
    }
    return false;
  }

  /** Lets the current walk begin, with the memory that all of them share. */
  private void begin() {
    if (current > 0 && lazy) {
      walks.get(current - 1).close();
    }
    if (current == walks.size()) {
      return;
    }
    if (!lazy) {
      walks.get(current).restart();
    } else if (current > 0) {
      walks.get(current).open(transaction, workspace, null, meter);
    }
  }

  @Override
  public void restart() {
    assert !merged : "only walks without an order are sorted";
    stand(0);
    started = false;
    if (lazy && !walks.isEmpty()) {
      walks.get(0).close();
      walks.get(0).open(transaction, workspace, null, meter);
    }
  }

  private void stand(int walk) {
    current = walk;
    shown = walk < walks.size() ? walks.get(walk) : null;
  }

  private boolean nextMerged() {
    if (!started) {
      started = true;
      if (heap.length < walks.size()) {
        heap = new int[Math.max(walks.size(), 2 * heap.length)];
      }
      for (int i = 0; i < walks.size(); i++) {
        if (moves(i)) {
          heap[heapSize++] = i;
        }
      }
      for (int i = heapSize / 2 - 1; i >= 0; i--) {
        sink(i);
      }
    } else if (heapSize > 0 && !parked) {
      if (!moves(heap[0])) {
        heap[0] = heap[--heapSize];
      }
      sink(0);
    }
    stand(heapSize > 0 ? heap[0] : walks.size());
    parked = heapSize > 0 && resting.get(current);
    return heapSize > 0 && !parked;
  }

  /** Whether a merged walk has an entry that may be next: a row, or where it must stop. */
  private boolean moves(int walk) {
    if (walks.get(walk).next()) {
      return true;
    }
    boolean rests = walks.get(walk).stopped() != StopReason.EXHAUSTED;
    resting.set(walk, rests);
    return rests;
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
            first.entryKey(),
            KeyspacePrefix.BYTES,
            first.entryKeyLength() - KeyspacePrefix.BYTES,
            second.entryKey(),
            KeyspacePrefix.BYTES,
            second.entryKeyLength() - KeyspacePrefix.BYTES);
    return plan.isBackward() ? order > 0 : order < 0;
  }

  @Override
  public long moved() {
    long sum = moved;
    for (int i = 0; i < walks.size(); i++) {
      sum += walks.get(i).moved();
    }
    return sum;
  }

  @Override
  public long fetches() {
    long sum = fetches;
    for (int i = 0; i < walks.size(); i++) {
      sum += walks.get(i).fetches();
    }
    return sum;
  }

  @Override
  public StopReason stopped() {
    if (!merged) {
      return current < walks.size() ? walks.get(current).stopped() : StopReason.EXHAUSTED;
    }
    boolean more = started ? heapSize > 0 : !walks.isEmpty();
    if (!more) {
      return StopReason.EXHAUSTED;
    }
    return parked ? meter.spent() : StopReason.RUNNING;
  }

  /** Of merged walks the least key; else as {@link PartitionPosition} says. */
  @Override
  public byte[] position() {
    if (!started) {
      return null;
    }
    byte[] key = walks.get(current).position();
    if (merged || (key == null && current == 0)) {
      return key;
    }
    TablePartition partition = needed.get(downward ? walks.size() - 1 - current : current);
    return PartitionPosition.encode(partition, key);
  }

  @Override
  public DirectBuffer key() {
    return shown.key();
  }

  @Override
  public int keyLength() {
    return shown.keyLength();
  }

  @Override
  public DirectBuffer value() {
    return shown.value();
  }

  @Override
  public int valueLength() {
    return shown.valueLength();
  }

  @Override
  public int reread(DirectBuffer key, int offset, int length, PooledBuffer into) {
    int keyspaceId = KeyspacePrefix.of(key, offset);
    int walk = 0;
    while (!walks.get(walk).shows(keyspaceId)) {
      walk++;
    }
    return walks.get(walk).reread(key, offset, length, into);
  }

  @Override
  public void requirePosition() {
    KeyWalk walk = shown;
    if (walk == null) {
      throw new ClosedException("The cursor is closed.", "table", plan.path().table().name());
    }
    walk.requirePosition();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    pruner.complete(complete);
    List<TablePartition> planned = partitions.planned(pruner);
    PartitionsText.append(text, planned, partitions.live().size(), downward && !merged, merged);
  }

  /** Gives all cursors and borrowed memory back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    shown = null;
    moved = moved();
    fetches = fetches();
    for (int i = 0; i < walks.size(); i++) {
      walks.get(i).close();
    }
    if (transaction != null) {
      counters.scanned();
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
