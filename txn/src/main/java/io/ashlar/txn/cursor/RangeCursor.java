package io.ashlar.txn.cursor;

import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import io.ashlar.txn.writeset.WriteSet;
import org.agrona.DirectBuffer;

/**
 * A range of the store with own writes laid over it, or the part of it to which it was narrowed.
 * Where nothing of the range was written, a move is the store cursor's move.
 *
 * <p>What is costly about a cursor: serves several of one transaction's, one after the other.
 */
final class RangeCursor {

  private final StoreCursor store;
  private final WriteSet writes;

  /** Made when there is first something to merge: those who only read never need it. */
  private MergeCursor merge;

  private boolean merging;

  /** Made when a cursor is first narrowed; binds it while {@link #narrowed}. */
  private CursorPart part;

  private boolean narrowed;

  RangeCursor(StoreCursor store, WriteSet writes) {
    this.store = store;
    this.writes = writes;
  }

  void open(
      ReadView view,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    store.open(view, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
    merging =
        !writes.isEmpty()
            && merge().open(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
  }

  private MergeCursor merge() {
    if (merge == null) {
      merge = new MergeCursor(store, writes);
    }
    return merge;
  }

  void narrow(DirectBuffer lower, int lowerLength, DirectBuffer upper, int upperLength) {
    if (part == null) {
      part = new CursorPart();
    }
    part.set(lower, lowerLength, upper, upperLength);
    narrowed = true;
  }

  /** To the first key, or the last. */
  boolean place(boolean forward) {
    if (narrowed) {
      Bound end = forward ? part.lower() : part.upper();
      return sought(forward, end.buffer(), 0, end.length()) && within(forward);
    }
    if (forward) {
      return merging ? merge.first() : store.first();
    }
    return merging ? merge.last() : store.last();
  }

  /** To the first key at the given one or above, or the last below it. */
  boolean seek(boolean forward, DirectBuffer key, int offset, int length) {
    if (narrowed && part.beginsBehind(key, offset, length, forward)) {
      return place(forward);
    }
    return sought(forward, key, offset, length) && within(forward);
  }

  private boolean sought(boolean forward, DirectBuffer key, int offset, int length) {
    if (forward) {
      return merging ? merge.seek(key, offset, length) : store.seek(key, offset, length);
    }
    return merging ? merge.seekBefore(key, offset, length) : store.seekBefore(key, offset, length);
  }

  boolean next() {
    return (merging ? merge.next() : store.next()) && within(true);
  }

  boolean previous() {
    return (merging ? merge.previous() : store.previous()) && within(false);
  }

  private boolean within(boolean forward) {
    return !narrowed
        || (merging
            ? part.holds(merge.key(), merge.keyLength(), forward)
            : part.holds(store.key(), store.keyLength(), forward));
  }

  DirectBuffer key() {
    return merging ? merge.key() : store.key();
  }

  int keyLength() {
    return merging ? merge.keyLength() : store.keyLength();
  }

  DirectBuffer value() {
    return merging ? merge.value() : store.value();
  }

  int valueLength() {
    return merging ? merge.valueLength() : store.valueLength();
  }

  boolean own() {
    return merging && merge.own();
  }

  /** Whether it shows own writes from the given position on. */
  boolean showsWritesAfter(int position) {
    return merging && merge.writePosition() > position;
  }

  /** Leaves the range. */
  void release() {
    narrowed = false;
    merging = false;
    if (merge != null) {
      merge.release();
    }
    store.release();
  }

  /** Forgets what an open one made, of which copies of values may be large. */
  void retire() {
    assert !merging : "released before";
    merge = null;
  }

  void close() {
    store.close();
  }
}
