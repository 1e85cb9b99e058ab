package io.ashlar.txn;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.EntrySizes;
import io.ashlar.txn.writeset.WriteSet;
import org.agrona.DirectBuffer;

/** How a transaction buffers writes, and up to which timestamp it knows what it overwrites. */
final class WriteRules {

  private final TransactionState state;
  private final LockOwner locks;
  private final TransactionViews views;
  private final WriteSet writes;
  private final EntrySizes sizes;

  WriteRules(TransactionState state, TransactionViews views, WriteSet writes, EntrySizes sizes) {
    this.state = state;
    this.locks = state.locks();
    this.views = views;
    this.writes = writes;
    this.sizes = sizes;
  }

  void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    sizes.requireKey(key, keyOffset, keyLength);
    sizes.requireValue(value, valueOffset, valueLength);
    long hash = KeyHash.hash(key, keyOffset, keyLength);
    writes.put(hash, readAt(hash), key, keyOffset, keyLength, value, valueOffset, valueLength);
  }

  void delete(DirectBuffer key, int offset, int length) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    writes.delete(hash, readAt(hash), key, offset, length);
  }

  /** A reader, which commits nothing, has nothing to check. */
  void check(DirectBuffer key, int offset, int length) {
    if (state.readOnly()) {
      return;
    }
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    if (writes.check(hash, views.statement().timestamp(), key, offset, length)) {
      views.anchorStatement();
    }
  }

  /** The package's invariant of readAt; what a lock does not cover takes the newest view. */
  private long readAt(long hash) {
    if (state.isolation() != IsolationLevel.READ_COMMITTED) {
      return views.statement().timestamp();
    }
    long known = locks.rowKnownAt(hash);
    if (known > 0) {
      return known;
    }
    long newest = views.newestPinned();
    return newest > 0 ? newest : views.statement().timestamp();
  }
}
