package io.ashlar.txn;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.mvcc.StoreCursor;
import io.ashlar.txn.writeset.WriteSet;
import org.agrona.DirectBuffer;

/**
 * Walks a range as a transaction sees it: the view of the statement that opened the cursor, with
 * the transaction's own writes of that moment laid over it. Later writes of the transaction neither
 * appear nor disturb it.
 *
 * <p>Made once and opened many times, by the transaction's thread. Key and value hold until the
 * next move. Opening and moving allocate nothing; where the transaction has written nothing in the
 * range, a move is the store cursor's move. The end of the transaction releases the cursor.
 *
 * <p>Moves may throw {@link ClosedException} after the transaction has ended, {@link
 * IllegalUseException} when the cursor is not open, and what the store throws.
 */
public final class TransactionCursor extends StandingCursor implements AutoCloseable {

  private final StoreTransaction transaction;
  private final WriteSet writes;

  /** Records what is read; null unless open in a serializable transaction. */
  private ScanRange scan;

  private PinnedView pinned;

  /** Made when a cursor is first narrowed; binds it while {@link #narrowed}. */
  private CursorPart part;

  private boolean narrowed;
  private boolean voided;
  private boolean ended;

  /** Made for lending; {@link #lent} says whether somebody has it. */
  private boolean lendable;

  private boolean lent;

  TransactionCursor(StoreTransaction transaction, StoreCursor store, WriteSet writes) {
    super(store);
    this.transaction = transaction;
    this.writes = writes;
  }

  static TransactionCursor lent(StoreTransaction transaction, StoreCursor store, WriteSet writes) {
    TransactionCursor cursor = new TransactionCursor(transaction, store, writes);
    cursor.lendable = true;
    cursor.lent = true;
    return cursor;
  }

  /**
   * Opens the cursor on a range; the next call is a move. One that is open is opened anew. Bounds
   * are copied.
   *
   * @param lower holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param lowerLength its bytes, at least 4 (a range lies within one keyspace)
   * @param upper holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param upperLength its bytes, at least 4
   */
  public void open(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    transaction.enter();
    try {
      transaction.state().requireActive();
      requireUsable();
      leave();
      pinned = transaction.state().views().retainStatement();
      store.open(pinned.view, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      merging =
          !writes.isEmpty()
              && merge().open(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      if (transaction.state().reads().recording()) {
        scan = transaction.state().lendRange();
        scan.open(this, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      }
    } catch (RetryableException e) {
      throw transaction.state().failed(e);
    } finally {
      transaction.exit();
    }
  }

  /**
   * Keeps to a part of the range, at the view and with the own writes of the opening; the next call
   * is a move. Bounds are copied.
   *
   * @param lower holds the lower bound, inclusive
   * @param lowerLength its bytes, from index 0 on
   * @param upper holds the upper bound, exclusive
   * @param upperLength its bytes, from index 0 on
   */
  public void narrow(DirectBuffer lower, int lowerLength, DirectBuffer upper, int upperLength) {
    enter();
    try {
      if (scan != null) {
        if (transaction.state().reads().recording()) {
          scan.flush();
        }
        scan.open(this, lower, 0, lowerLength, upper, 0, upperLength);
      }
      positioned = false;
      if (part == null) {
        part = new CursorPart();
      }
      part.set(lower, lowerLength, upper, upperLength);
      narrowed = true;
    } finally {
      transaction.exit();
    }
  }

  /**
   * Moves to the first key of the range.
   *
   * @return false when the range is empty
   */
  public boolean first() {
    return place(true);
  }

  /**
   * Moves to the last key of the range.
   *
   * @return false when the range is empty
   */
  public boolean last() {
    return place(false);
  }

  /**
   * Moves to the first key of the range that is equal to or above the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seek(DirectBuffer key, int offset, int length) {
    return place(true, key, offset, length);
  }

  /**
   * Moves to the last key of the range that is below the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seekBefore(DirectBuffer key, int offset, int length) {
    return place(false, key, offset, length);
  }

  /**
   * Moves to the next key. Only after a move that returned true.
   *
   * @return false when there is none; the cursor then stands nowhere
   */
  public boolean next() {
    enter();
    try {
      requirePosition();
      moving(true);
      positioned = (merging ? merge.next() : store.next()) && within(true);
      return positioned;
    } catch (RetryableException e) {
      throw transaction.state().failed(e);
    } finally {
      transaction.exit();
    }
  }

  /**
   * Moves to the previous key. Only after a move that returned true.
   *
   * @return false when there is none; the cursor then stands nowhere
   */
  public boolean previous() {
    enter();
    try {
      requirePosition();
      moving(false);
      positioned = (merging ? merge.previous() : store.previous()) && within(false);
      return positioned;
    } catch (RetryableException e) {
      throw transaction.state().failed(e);
    } finally {
      transaction.exit();
    }
  }

  /**
   * Checks that the cursor has not lost its ground.
   *
   * @throws ClosedException when the transaction has ended, or a rollback to a savepoint has undone
   *     the writes that the cursor was opened over
   * @throws IllegalUseException when the cursor is not open, or another thread is inside of the
   *     transaction
   */
  @Override
  public void requireOpen() {
    enter();
    transaction.exit();
  }

  /** Leaves the range. The cursor can be opened again. Does nothing when it is not open. */
  public void release() {
    if (pinned == null || !transaction.enterUnlessEnded()) {
      return;
    }
    try {
      leave();
    } finally {
      transaction.exit();
    }
  }

  /**
   * Releases a cursor that {@link StoreTransaction#borrowCursor} lent and ends the loan. Only in
   * the transaction that lent it; its end has done the same.
   */
  public void giveBack() {
    if (ended || !transaction.enterUnlessEnded()) {
      return;
    }
    try {
      leave();
      lent = false;
    } finally {
      transaction.exit();
    }
  }

  /** Releases and ends the cursor. Idempotent; after the transaction object's close too. */
  @Override
  public void close() {
    if (ended || !transaction.enterUnlessEnded()) {
      return;
    }
    try {
      transaction.state().cursors().remove(this);
      end();
    } finally {
      transaction.exit();
    }
  }

  private boolean place(boolean forward) {
    enter();
    try {
      placing(forward);
      positioned = fromEnd(forward);
      return positioned;
    } catch (RetryableException e) {
      throw transaction.state().failed(e);
    } finally {
      transaction.exit();
    }
  }

  private boolean place(boolean forward, DirectBuffer key, int offset, int length) {
    enter();
    try {
      seeking(forward, key, offset, length);
      if (narrowed && part.beginsBehind(key, offset, length, forward)) {
        positioned = fromEnd(forward);
      } else {
        positioned = sought(forward, key, offset, length) && within(forward);
      }
      return positioned;
    } catch (RetryableException e) {
      throw transaction.state().failed(e);
    } finally {
      transaction.exit();
    }
  }

  private boolean fromEnd(boolean forward) {
    if (narrowed) {
      Bound end = forward ? part.lower() : part.upper();
      return sought(forward, end.buffer(), 0, end.length()) && within(forward);
    }
    if (forward) {
      return merging ? merge.first() : store.first();
    }
    return merging ? merge.last() : store.last();
  }

  private boolean sought(boolean forward, DirectBuffer key, int offset, int length) {
    if (forward) {
      return merging ? merge.seek(key, offset, length) : store.seek(key, offset, length);
    }
    return merging ? merge.seekBefore(key, offset, length) : store.seekBefore(key, offset, length);
  }

  private boolean within(boolean forward) {
    return !narrowed
        || (merging
            ? part.holds(merge.key(), merge.keyLength(), forward)
            : part.holds(store.key(), store.keyLength(), forward));
  }

  // Before each move. A move that fails leaves the cursor nowhere: what it has read is not known.

  private void placing(boolean forward) {
    if (scan != null) {
      scan.fromEnd(forward);
    }
    positioned = false;
  }

  private void seeking(boolean forward, DirectBuffer key, int offset, int length) {
    if (scan != null) {
      scan.fromKey(forward, key, offset, length);
    }
    positioned = false;
  }

  private void moving(boolean forward) {
    if (scan != null) {
      scan.onward(forward);
    }
    positioned = false;
  }

  boolean standing() {
    return positioned;
  }

  void flushReads() {
    if (scan != null) {
      scan.flush();
    }
  }

  /** As release, from inside a call. */
  void leave() {
    if (scan != null) {
      if (transaction.state().reads().recording()) {
        scan.flush();
      }
      transaction.state().cursors().giveBack(scan);
      scan = null;
    }
    positioned = false;
    narrowed = false;
    voided = false;
    if (pinned == null) {
      return;
    }
    PinnedView view = pinned;
    pinned = null;
    merging = false;
    if (merge != null) {
      merge.release();
    }
    store.release();
    transaction.state().views().release(view);
  }

  /** Lends the cursor if it is made for that and idle. */
  boolean lend() {
    boolean idle = lendable && !lent;
    lent |= idle;
    return idle;
  }

  void returned() {
    lent = false;
  }

  void voidAfter(int position) {
    if (pinned != null && merging && merge.writePosition() > position) {
      leave();
      voided = true;
    }
  }

  void end() {
    retire().close();
  }

  /** Ends this cursor for good and hands back the store's, released. */
  StoreCursor retire() {
    leave();
    ended = true;
    return store;
  }

  private MergeCursor merge() {
    if (merge == null) {
      merge = new MergeCursor(store, writes);
    }
    return merge;
  }

  private void enter() {
    transaction.enter();
    if (pinned == null || transaction.limited()) {
      boolean mayMove = false;
      try {
        requireMove();
        mayMove = true;
      } finally {
        if (!mayMove) {
          transaction.exit();
        }
      }
    }
  }

  private void requireMove() {
    if (pinned == null) {
      transaction.state().requireActive();
      requireUsable();
      throw notOpen();
    }
    transaction.judgeMove();
  }

  private RuntimeException notOpen() {
    return voided
        ? new ClosedException("The cursor was opened after a savepoint that was undone.")
        : new IllegalUseException("The cursor is not open.");
  }

  private void requireUsable() {
    if (ended) {
      throw new ClosedException("The cursor is closed.");
    }
  }
}
