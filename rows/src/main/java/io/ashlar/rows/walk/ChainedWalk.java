package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.page.StopReason;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Walks a plan in one partition after the other, where no order is asked for or that gives it.
 *
 * <p>In a transaction that may write all walks are opened at once, since the cursor must not see
 * what the transaction writes later; in a read-only one each is opened when its turn has come.
 */
final class ChainedWalk implements KeyedWalk {

  private final PartitionWalks walks;

  /** Whether partitions are walked from the last to the first. */
  private final boolean downward;

  private TransactionHandle transaction;
  private Workspace workspace;

  /** Counts what may be read, in all partitions together; null for no bound. */
  private ReadMeter meter;

  /** The walk that stands on the row shown, or the next to be walked; none: their number. */
  private int current;

  private boolean started;
  private boolean lazy;

  ChainedWalk(PartitionWalks walks, boolean downward) {
    this.walks = walks;
    this.downward = downward;
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
      TransactionHandle handle, Workspace memory, ScanPosition position, ReadMeter counting) {
    walks.begin(handle);
    transaction = handle;
    workspace = memory;
    meter = counting;
    started = false;
    stand(0);
    if (plan().predicate().isNeverTrue()) {
      return;
    }
    lazy = handle.readOnly();
    boolean opened = false;
    try {
      ScanPosition first = choose(position);
      stand(0);
      for (int i = 0; i < walks.size() && (i == 0 || !lazy); i++) {
        walks.get(i).open(handle, memory, i == 0 ? first : null, meter);
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** Takes a walk for each partition that is still ahead; returns where the first one begins. */
  private ScanPosition choose(ScanPosition position) {
    List<TablePartition> needed = walks.choose(transaction);
    if (downward) {
      Collections.reverse(needed);
    }
    ScanPosition first =
        position == null || position.key() == null
            ? null
            : PartitionPosition.passBefore(position, needed, downward);
    walks.take();
    return first;
  }

  @Override
  public boolean next() {
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
    stand(0);
    started = false;
    if (lazy && walks.size() > 0) {
      walks.get(0).close();
      walks.get(0).open(transaction, workspace, null, meter);
    }
  }

  private void stand(int walk) {
    current = walk;
    walks.show(walk);
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
    return current < walks.size() ? walks.get(current).stopped() : StopReason.EXHAUSTED;
  }

  /** As {@link PartitionPosition} says. */
  @Override
  public byte[] position() {
    if (!started) {
      return null;
    }
    byte[] key = walks.get(current).position();
    return key == null && current == 0
        ? null
        : PartitionPosition.encode(walks.partition(current), key);
  }

  @Override
  public DirectBuffer key() {
    return walks.shown().key();
  }

  @Override
  public int keyLength() {
    return walks.shown().keyLength();
  }

  @Override
  public DirectBuffer value() {
    return walks.shown().value();
  }

  @Override
  public int valueLength() {
    return walks.shown().valueLength();
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
    walks.requirePosition();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    walks.explain(text, complete, downward);
  }

  /** Gives all cursors back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    walks.close();
    current = 0;
    transaction = null;
  }
}
