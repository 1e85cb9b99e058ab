package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.page.StopReason;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Walks a plan in several partitions at once, by the order of their keys, where one partition after
 * the other would not give the asked order.
 */
final class MergedWalk implements RowWalk {

  private final PartitionWalks walks;
  private final WorkspacePool workspaces;

  /**
   * One for each walk: rows wait in them while another walk's row is shown. That of the opening
   * stays to whoever opened, who locks and reads rows in it meanwhile.
   */
  private final List<Workspace> borrowed = new ArrayList<>();

  /** The walks with a row, as a heap by their keys. */
  private int[] heap = new int[8];

  private int heapSize;

  /** Those that read no further, behind an entry that they have passed over. */
  private final BitSet resting = new BitSet();

  /** Whether the least entry is one where a walk rests: nothing behind it can be shown. */
  private boolean parked;

  /** Counts what may be read, in all partitions together; null for no bound. */
  private ReadMeter meter;

  private boolean started;

  MergedWalk(PartitionWalks walks, WorkspacePool workspaces) {
    this.walks = walks;
    this.workspaces = workspaces;
  }

  @Override
  public Plan plan() {
    return walks.plan();
  }

  @Override
  public RowSource source() {
    return walks.source();
  }

  @Override
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition position, ReadMeter counting) {
    walks.begin(transaction);
    meter = counting;
    started = false;
    parked = false;
    resting.clear();
    heapSize = 0;
    if (plan().predicate().isNeverTrue()) {
      return;
    }
    boolean opened = false;
    try {
      walks.choose(transaction);
      walks.take();
      walks.show(0);
      for (int i = 0; i < walks.size(); i++) {
        Workspace own = workspaces.acquire(transaction.context().pool());
        borrowed.add(own);
        walks.get(i).open(transaction, own, position, meter);
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  @Override
  public boolean next() {
    if (!started) {
      started = true;
      fill();
    } else if (heapSize > 0 && !parked) {
      if (!moves(heap[0])) {
        heap[0] = heap[--heapSize];
      }
      sink(0);
    }
    walks.show(heapSize > 0 ? heap[0] : walks.size());
    parked = heapSize > 0 && resting.get(heap[0]);
    return heapSize > 0 && !parked;
  }

  private void fill() {
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
  }

  /** Whether a walk has an entry that may be next: a row, or where it must stop. */
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
    return plan().isBackward() ? order > 0 : order < 0;
  }

  @Override
  public long moved() {
    return walks.moved();
  }

  @Override
  public long fetches() {
    return walks.fetches();
  }

  @Override
  public StopReason stopped() {
    boolean more = started ? heapSize > 0 : walks.size() > 0;
    if (!more) {
      return StopReason.EXHAUSTED;
    }
    return parked ? meter.spent() : StopReason.RUNNING;
  }

  /** The least key, as it would lie in one keyspace. */
  @Override
  public byte[] position() {
    return started ? walks.get(heap[0]).position() : null;
  }

  @Override
  public void requirePosition() {
    walks.requirePosition();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    walks.explain(text, complete, false);
  }

  /** Gives all cursors and borrowed memory back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    walks.close();
    for (int i = 0; i < borrowed.size(); i++) {
      workspaces.release(borrowed.get(i));
    }
    borrowed.clear();
    heapSize = 0;
  }
}
