package io.ashlar.txn;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.store.ReadView;
import io.ashlar.txn.readset.ReadSet;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.WriteSet;
import org.agrona.DirectBuffer;

/**
 * How a transaction reads: its own writes first, then through a view, on record if serializable.
 */
final class ReadRules {

  private final TransactionViews views;
  private final WriteSet writes;
  private final ReadSet reads;
  private final LockRules locking;

  ReadRules(TransactionViews views, WriteSet writes, ReadSet reads, LockRules locking) {
    this.views = views;
    this.writes = writes;
    this.reads = reads;
    this.locking = locking;
  }

  int get(DirectBuffer key, int offset, int length, PooledBuffer into) {
    int own = readOwn(key, offset, length, into);
    return own != WriteSet.NOT_WRITTEN ? own : read(views.statement(), key, offset, length, into);
  }

  /** A row that is passed over counts as read: what is shown instead depends on it. */
  int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, WhenHeld held) {
    ReadView view =
        held == WhenHeld.PASS_OVER
            ? locking.tryLockRow(key, offset, length)
            : locking.lockRow(key, offset, length, held == WhenHeld.WAIT);
    if (view == null) {
      if (reads.recording()) {
        recordKey(key, offset, length);
      }
      return StoreWriter.HELD;
    }
    int own = readOwn(key, offset, length, into);
    return own != WriteSet.NOT_WRITTEN ? own : read(view, key, offset, length, into);
  }

  private int readOwn(DirectBuffer key, int offset, int length, PooledBuffer into) {
    if (writes.isEmpty()) {
      return WriteSet.NOT_WRITTEN;
    }
    int own = writes.read(KeyHash.hash(key, offset, length), key, offset, length, into);
    assert own >= WriteSet.NOT_WRITTEN : "answers differ";
    return own;
  }

  private int read(ReadView view, DirectBuffer key, int offset, int length, PooledBuffer into) {
    if (reads.recording()) {
      reads.addPoint(KeyHash.hash(key, offset, length), key, offset, length);
    }
    return view.get(key, offset, length, into);
  }

  /** The reading is validated from the view on, which must not be pinned by the commit. */
  void recordKey(DirectBuffer key, int offset, int length) {
    ReadView view = views.statement();
    assert view.pinned() : "what is read is read at a view";
    reads.addPoint(KeyHash.hash(key, offset, length), key, offset, length);
  }
}
