package io.ashlar.txn.cursor;

import io.ashlar.store.VersionedStore;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.limit.ActiveLimits;
import io.ashlar.txn.readset.ReadSet;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.WriteSet;
import java.util.ArrayList;

/**
 * The cursors of one transaction; those that are open end with it. Belongs to who is inside of the
 * transaction's gate.
 */
public final class TransactionCursors {

  private static final int KEPT_RANGES = 4;

  final TransactionViews views;
  final ReadSet reads;
  final ActiveLimits limits;
  final CursorOwner owner;
  private final VersionedStore store;
  private final WriteSet writes;

  private final ArrayList<TransactionCursor> all = new ArrayList<>(2);

  /** Of cursors that have retired: what is costly about them. */
  private final ArrayList<RangeCursor> idle = new ArrayList<>(KEPT_RANGES);

  /** What open cursors have read, when they do not serve one. Has room for all that were made. */
  private final ArrayList<ScanRange> idleScans = new ArrayList<>(2);

  private int scans;

  /**
   * No cursors yet.
   *
   * @param store what they walk; still the caller's, as all that follows
   * @param views what they read through
   * @param writes what they lay over it
   * @param reads where they record what they have read, while it records
   * @param limits what they look at before a move
   * @param owner the transaction
   */
  public TransactionCursors(
      VersionedStore store,
      TransactionViews views,
      WriteSet writes,
      ReadSet reads,
      ActiveLimits limits,
      CursorOwner owner) {
    this.store = store;
    this.views = views;
    this.writes = writes;
    this.reads = reads;
    this.limits = limits;
    this.owner = owner;
  }

  /**
   * A new cursor for one owner's transactions. Allocates.
   *
   * @param gate of the owner
   * @return the cursor, not open, the caller's to close
   */
  public TransactionCursor make(UseGate gate) {
    return add(gate, false);
  }

  /**
   * Lends a cursor until it is given back, at the latest to the end of the transaction. Allocates
   * only when more are lent at once than ever before.
   *
   * @param gate of the owner, always the same until {@link #retireAll}
   * @return the cursor, not open
   */
  public TransactionCursor lend(UseGate gate) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).lend()) {
        return all.get(i);
      }
    }
    return add(gate, true);
  }

  private TransactionCursor add(UseGate gate, boolean lent) {
    RangeCursor range =
        idle.isEmpty() ? new RangeCursor(store.newCursor(), writes) : idle.remove(idle.size() - 1);
    TransactionCursor made = new TransactionCursor(this, gate, range, lent);
    all.add(made);
    return made;
  }

  void remove(TransactionCursor cursor) {
    all.remove(cursor);
  }

  /** Lends a recorder of what is read to a cursor that is opened in a serializable transaction. */
  ScanRange lendScan() {
    if (!idleScans.isEmpty()) {
      return idleScans.remove(idleScans.size() - 1);
    }
    // Here, where it may fail: to give one back is part of the end of a transaction.
    idleScans.ensureCapacity(scans + 1);
    ScanRange made = new ScanRange(reads);
    scans++;
    return made;
  }

  void giveBack(ScanRange scan) {
    scan.leave();
    idleScans.add(scan);
  }

  /** Records what the open cursors have read so far. */
  public void flushReads() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).flushReads();
    }
  }

  /**
   * Ends the cursors that see own writes from the given position on, which are about to go.
   *
   * @param position in the write set
   */
  public void voidAfter(int position) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).voidAfter(position);
    }
  }

  /** Releases all cursors; those that are lent can be lent again. */
  public void releaseAll() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).leave();
      all.get(i).returned();
    }
  }

  /** Ends all cursors for good, but keeps some of what is costly about them for later ones. */
  public void retireAll() {
    for (int i = 0; i < all.size(); i++) {
      RangeCursor freed = all.get(i).retire();
      if (idle.size() < KEPT_RANGES) {
        freed.retire();
        idle.add(freed);
      } else {
        freed.close();
      }
    }
    all.clear();
  }

  /** Ends all cursors and gives back what they hold. */
  public void closeAll() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).end();
    }
    all.clear();
    for (int i = 0; i < idle.size(); i++) {
      idle.get(i).close();
    }
    idle.clear();
  }
}
