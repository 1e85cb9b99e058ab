package io.ashlar.txn.cursor;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.limit.ActiveLimits;
import io.ashlar.txn.view.PinnedView;
import java.lang.invoke.VarHandle;
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
 *
 * <p>Long because each move enters the transaction by itself: a shared way through it would
 * allocate.
 */
public final class TransactionCursor implements AutoCloseable {

  private final TransactionCursors all;
  private final UseGate gate;
  private final ActiveLimits limits;

  /** Another cursor's when this one has ended: nothing is asked of it then. */
  private final RangeCursor range;

  /** Whether it stands on a key. */
  private boolean positioned;

  /** Records what is read; null unless open in a serializable transaction. */
  private ScanRange scan;

  private PinnedView pinned;
  private boolean voided;
  private boolean ended;

  /** Made for lending; {@link #lent} says whether somebody has it. */
  private final boolean lendable;

  private boolean lent;

  /** The transaction that has lent it last. */
  private long lender;

  TransactionCursor(TransactionCursors all, UseGate gate, RangeCursor range, boolean lent) {
    this.all = all;
    this.gate = gate;
    this.limits = all.limits;
    this.range = range;
    this.lendable = lent;
    this.lent = lent;
    this.lender = all.owner.id();
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
    gate.enter();
    try {
      all.owner.requireActive();
      requireUsable();
      leave();
      pinned = all.views.retainStatement();
      range.open(pinned.view(), lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      if (all.reads.recording()) {
        scan = all.lendScan();
        scan.open(this, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      }
    } catch (RetryableException e) {
      throw all.owner.failed(e);
    } finally {
      gate.exit();
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
        if (all.reads.recording()) {
          scan.flush();
        }
        scan.open(this, lower, 0, lowerLength, upper, 0, upperLength);
      }
      positioned = false;
      range.narrow(lower, lowerLength, upper, upperLength);
    } finally {
      gate.exit();
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
    return move(true);
  }

  /**
   * Moves to the previous key. Only after a move that returned true.
   *
   * @return false when there is none; the cursor then stands nowhere
   */
  public boolean previous() {
    return move(false);
  }

  /**
   * The buffer of the current key, which starts at index 0.
   *
   * @return a flyweight, over memory of this cursor, valid until the next move
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public DirectBuffer key() {
    requirePosition();
    try {
      return range.key();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Bytes of the current key.
   *
   * @return the length
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public int keyLength() {
    requirePosition();
    try {
      return range.keyLength();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * The buffer of the current value, which starts at index 0. The stamp of an own write is not set
   * yet.
   *
   * @return a flyweight, over memory of this cursor, valid until the next move
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public DirectBuffer value() {
    requirePosition();
    try {
      return range.value();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Bytes of the current value.
   *
   * @return the length
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public int valueLength() {
    requirePosition();
    try {
      return range.valueLength();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Whether the current key was written by the transaction itself.
   *
   * @return true for an own write, false for a key of the view
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public boolean ownWrite() {
    requirePosition();
    return range.own();
  }

  /**
   * Checks that the cursor stands on a key.
   *
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link #requireOpen}
   */
  public void requirePosition() {
    if (!positioned) {
      throw withoutGround(new IllegalUseException("The cursor does not stand on a key."));
    }
  }

  /**
   * Whoever asks for key or value is outside of the gate, so that the end of the transaction, by
   * whatever thread, may take the position away under him: that is what he is told then.
   */
  private IllegalUseException withoutGround(IllegalUseException misuse) {
    // What was found above was written after the gate had ended.
    VarHandle.loadLoadFence();
    requireOpen();
    return misuse;
  }

  /**
   * Checks that the cursor has not lost its ground.
   *
   * @throws ClosedException when the transaction has ended, or a rollback to a savepoint has undone
   *     the writes that the cursor was opened over
   * @throws IllegalUseException when the cursor is not open, or another thread is inside of the
   *     transaction
   */
  public void requireOpen() {
    enter();
    gate.exit();
  }

  /** Leaves the range. The cursor can be opened again. Does nothing when it is not open. */
  public void release() {
    if (pinned == null || !gate.enterUnlessEnded()) {
      return;
    }
    try {
      leave();
    } finally {
      gate.exit();
    }
  }

  /**
   * Releases a cursor that a transaction lent and ends the loan. Its end has done the same, or will
   * do so where another thread is inside of it: then, and where somebody else has the cursor since,
   * this does nothing.
   *
   * @param transactionId the transaction that lent it
   */
  public void giveBack(long transactionId) {
    if (ended || !gate.tryEnter()) {
      return;
    }
    try {
      if (lent && lender == transactionId) {
        leave();
        lent = false;
      }
    } finally {
      gate.exit();
    }
  }

  /** Releases and ends the cursor. Idempotent; after the transaction object's close too. */
  @Override
  public void close() {
    if (ended || !gate.enterUnlessEnded()) {
      return;
    }
    try {
      all.remove(this);
      end();
    } finally {
      gate.exit();
    }
  }

  // A move that fails leaves the cursor nowhere: what it has read is not known.

  private boolean move(boolean forward) {
    enter();
    try {
      requirePosition();
      if (scan != null) {
        scan.onward(forward);
      }
      positioned = false;
      positioned = forward ? range.next() : range.previous();
      return positioned;
    } catch (RetryableException e) {
      throw all.owner.failed(e);
    } finally {
      gate.exit();
    }
  }

  private boolean place(boolean forward) {
    enter();
    try {
      if (scan != null) {
        scan.fromEnd(forward);
      }
      positioned = false;
      positioned = range.place(forward);
      return positioned;
    } catch (RetryableException e) {
      throw all.owner.failed(e);
    } finally {
      gate.exit();
    }
  }

  private boolean place(boolean forward, DirectBuffer key, int offset, int length) {
    enter();
    try {
      if (scan != null) {
        scan.fromKey(forward, key, offset, length);
      }
      positioned = false;
      positioned = range.seek(forward, key, offset, length);
      return positioned;
    } catch (RetryableException e) {
      throw all.owner.failed(e);
    } finally {
      gate.exit();
    }
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
      if (all.reads.recording()) {
        scan.flush();
      }
      all.giveBack(scan);
      scan = null;
    }
    positioned = false;
    voided = false;
    if (pinned == null) {
      return;
    }
    PinnedView view = pinned;
    pinned = null;
    range.release();
    all.views.release(view);
  }

  /** Lends the cursor if it is made for that and idle. */
  boolean lend() {
    boolean idle = lendable && !lent;
    if (idle) {
      lent = true;
      lender = all.owner.id();
    }
    return idle;
  }

  void returned() {
    lent = false;
  }

  void voidAfter(int position) {
    if (pinned != null && range.showsWritesAfter(position)) {
      leave();
      voided = true;
    }
  }

  void end() {
    retire().close();
  }

  /** Ends this cursor for good and hands back what is costly about it, released. */
  RangeCursor retire() {
    leave();
    ended = true;
    return range;
  }

  private void enter() {
    gate.enter();
    if (pinned == null || limits.pending() || gate.ended()) {
      boolean mayMove = false;
      try {
        requireMove();
        mayMove = true;
      } finally {
        if (!mayMove) {
          gate.exit();
        }
      }
    }
  }

  private void requireMove() {
    if (pinned == null) {
      all.owner.requireActive();
      requireUsable();
      throw notOpen();
    }
    gate.requireNotEnded();
    if (limits.looksAtMove()) {
      all.owner.judgeMove();
    }
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
