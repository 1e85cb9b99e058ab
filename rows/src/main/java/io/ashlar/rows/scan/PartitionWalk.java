package io.ashlar.rows.scan;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ContinuationException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.page.ReadMeter;
import io.ashlar.rows.page.ScanPosition;
import io.ashlar.rows.partition.PartitionPruner;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.statistics.KeyspaceCounters;
import io.ashlar.rows.table.EntryEncoder;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks a plan in every partition that can hold rows it selects: one partition after the other
 * where that gives the asked order, else all at once, merged by their keys. A walk in one partition
 * is a {@link KeyWalk}, kept for the next opening.
 *
 * <p>In a transaction that may write all walks are opened at once, since the cursor must not see
 * what the transaction writes later; in a read-only one each is opened when its turn has come.
 */
final class PartitionWalk implements KeyedWalk {

  private static final int KEYSPACE_BYTES = EntryEncoder.KEYSPACE_BYTES;

  /** Of a position: the id of a partition, and the length of its bound. */
  private static final int PARTITION_BYTES = Integer.BYTES + Short.BYTES;

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

  /** Of merged walks: those that read no further, behind an entry that they have passed over. */
  private final BitSet resting = new BitSet();

  /** Whether the least entry is one where a walk rests: nothing behind it can be shown. */
  private boolean parked;

  /** Counts what may be read, in all partitions together; null for no bound. */
  private ReadMeter meter;

  /** The walk that stands on the row shown, or the next to be walked; none: their number. */
  private int current;

  private boolean started;
  private boolean lazy;

  private KeyspaceCounters counters;

  // Of walks that are closed for good.
  private long moved;
  private long fetches;

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
    this.merged = leading != null && !along && !plan.sorts();
    this.downward = along ? leading.descending() : plan.isBackward();
    this.nowhere =
        new RowSource(plan.path().table(), plan.fetchesRows() ? null : plan.path().index());
  }

  /** The walk of a plan, over partitions where the table has some. */
  static KeyedWalk over(Plan plan, TableHandle table, WorkspacePool workspaces) {
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
  public void open(
      TransactionHandle handle, Workspace memory, ScanPosition position, ReadMeter counting) {
    assert walks.isEmpty() : "a walk is closed before it is opened again";
    plan.predicate().requireUprightRanges();
    transaction = handle;
    if (counters == null) {
      counters = handle.context().counters().of(plan.path().keyspaceId());
    }
    transactionId = handle.store().id();
    workspace = memory;
    meter = counting;
    started = false;
    parked = false;
    moved = 0;
    fetches = 0;
    resting.clear();
    current = 0;
    heapSize = 0;
    if (plan.predicate().isNeverTrue()) {
      return;
    }
    pruner.complete(true);
    partitions.forScan(handle.store(), pruner, needed);
    ScanPosition from = position == null || position.key() == null ? null : position;
    ScanPosition first = merged || from == null ? from : passBefore(from);
    for (int i = 0; i < needed.size(); i++) {
      KeyWalk walk = walk(needed.get(downward ? needed.size() - 1 - i : i));
      walk.begin(plan.path().keyspaceId());
      walks.add(walk);
    }
    lazy = !merged && handle.readOnly();
    boolean opened = false;
    try {
      for (int i = 0; i < walks.size() && (i == 0 || !lazy); i++) {
        walks.get(i).open(handle, memoryOf(i), i == 0 || merged ? first : null, meter);
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
      current++;
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
      requireTransaction();
      walks.get(current).open(transaction, workspace, null, meter);
    }
  }

  @Override
  public void restart() {
    assert !merged : "only walks without an order are sorted";
    current = 0;
    started = false;
    if (lazy && !walks.isEmpty()) {
      requireTransaction();
      walks.get(0).close();
      walks.get(0).open(transaction, workspace, null, meter);
    }
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
    current = heapSize > 0 ? heap[0] : walks.size();
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
            KEYSPACE_BYTES,
            first.entryKeyLength() - KEYSPACE_BYTES,
            second.entryKey(),
            KEYSPACE_BYTES,
            second.entryKeyLength() - KEYSPACE_BYTES);
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

  /**
   * Of merged walks the least key; else the partition, its id and its bound with the length before
   * it, then the key in that partition, or none at its beginning.
   */
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
    byte[] bound = partition.record().bound();
    int keyBytes = key == null ? 0 : key.length;
    ByteBuffer position = ByteBuffer.allocate(PARTITION_BYTES + bound.length + keyBytes);
    position.putInt(partition.id()).putShort((short) bound.length).put(bound);
    return key == null ? position.array() : position.put(key).array();
  }

  /**
   * Leaves out the partitions before a position. The one that it names may be gone since; then it
   * goes on in what has its bound now, or in the next one.
   *
   * @return where the first walk goes on, or null from its beginning
   */
  private ScanPosition passBefore(ScanPosition from) {
    byte[] bytes = from.key();
    ByteBuffer position = ByteBuffer.wrap(bytes);
    int id = bytes.length < PARTITION_BYTES ? 0 : position.getInt();
    int length = bytes.length < PARTITION_BYTES ? bytes.length : position.getShort() & 0xFFFF;
    int keyAt = PARTITION_BYTES + length;
    if (keyAt > bytes.length) {
      throw new ContinuationException(
          "The continuation is damaged.", "reason", "damaged", "part", "partition");
    }
    UnsafeBuffer bound = new UnsafeBuffer(bytes, PARTITION_BYTES, length);
    // An older view shows a dropped partition beside the one that has its place since.
    boolean there = needed.stream().anyMatch(partition -> partition.id() == id);
    needed.removeIf(
        partition -> {
          int order = compare(partition, bound);
          order = order == 0 && there ? Integer.compare(partition.id(), id) : order;
          return downward ? order > 0 : order < 0;
        });
    boolean begins = needed.isEmpty() || keyAt == bytes.length;
    return begins || compare(needed.get(downward ? needed.size() - 1 : 0), bound) != 0
        ? null
        : from.at(Arrays.copyOfRange(bytes, keyAt, bytes.length));
  }

  private static int compare(TablePartition partition, DirectBuffer bound) {
    DirectBuffer own = partition.bound();
    return UnsignedBytes.compare(own, 0, own.capacity(), bound, 0, bound.capacity());
  }

  @Override
  public DirectBuffer key() {
    return walks.get(current).key();
  }

  @Override
  public int keyLength() {
    return walks.get(current).keyLength();
  }

  @Override
  public DirectBuffer value() {
    return walks.get(current).value();
  }

  @Override
  public int valueLength() {
    return walks.get(current).valueLength();
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
