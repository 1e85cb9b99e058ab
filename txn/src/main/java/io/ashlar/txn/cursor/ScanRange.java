package io.ashlar.txn.cursor;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.txn.readset.ReadSet;
import org.agrona.DirectBuffer;

/**
 * What a cursor has shown of its range so far. A run is a chain of moves in one direction; it has
 * read from where it began, its <em>anchor</em>, to the key where the cursor stands, inclusive, or
 * to the end of the range when the cursor has run out of it. A run is recorded when it ends: the
 * direction turns, the cursor is placed anew or released, or the transaction commits. So a move
 * costs a comparison of two flags.
 *
 * <p>Example, range [a, z) holding c and f: {@code first, next, previous} records [a, f] and then
 * [c, f]; {@code seekBefore(e)} records [c, e).
 *
 * <p>Lent to a cursor from opening to release, one cursor after the other.
 */
final class ScanRange {

  private final ReadSet reads;
  private final Bound lower = new Bound();
  private final Bound upper = new Bound();

  /** Lower bound of a forward run, exclusive upper bound of a backward one. */
  private final Bound anchor = new Bound();

  private final Bound reached = new Bound();

  /** Null while the range serves no cursor. */
  private TransactionCursor cursor;

  private boolean running;
  private boolean forward;

  ScanRange(ReadSet reads) {
    this.reads = reads;
  }

  /** A cursor was opened on bounds, lower inclusive and upper exclusive: nothing is read yet. */
  void open(
      TransactionCursor opened,
      DirectBuffer from,
      int fromOffset,
      int fromLength,
      DirectBuffer to,
      int toOffset,
      int toLength) {
    cursor = opened;
    running = false;
    lower.set(from, fromOffset, fromLength);
    upper.set(to, toOffset, toLength);
  }

  /** Before the cursor moves to the first key of its range, or to the last. */
  void fromEnd(boolean ahead) {
    flush();
    start(ahead);
    anchor.set(ahead ? lower : upper);
  }

  /** Before the cursor moves to the first key at the given one or above, or the last below it. */
  void fromKey(boolean ahead, DirectBuffer key, int offset, int length) {
    flush();
    start(ahead);
    Bound end = ahead ? lower : upper;
    int order = UnsignedBytes.compare(key, offset, length, end.buffer(), 0, end.length());
    if (ahead ? order < 0 : order > 0) {
      anchor.set(end);
    } else {
      anchor.set(key, offset, length);
    }
  }

  /** Before the cursor moves on from the key where it stands. */
  void onward(boolean ahead) {
    if (running && forward == ahead) {
      return;
    }
    flush();
    start(ahead);
    // What the turn leaves behind has just been recorded, the key itself included.
    anchor.set(cursor.key(), 0, cursor.keyLength());
  }

  private void start(boolean ahead) {
    running = true;
    forward = ahead;
  }

  /** Records the run so far, which may go on. */
  void flush() {
    if (!running) {
      return;
    }
    if (forward) {
      Bound end = upper;
      if (cursor.standing()) {
        reached.setAfter(cursor.key(), 0, cursor.keyLength());
        end = reached;
      }
      add(anchor, end);
    } else {
      Bound end = lower;
      if (cursor.standing()) {
        reached.set(cursor.key(), 0, cursor.keyLength());
        end = reached;
      }
      add(end, anchor);
    }
  }

  private void add(Bound from, Bound to) {
    reads.addRange(from.buffer(), 0, from.length(), to.buffer(), 0, to.length());
  }

  /** Ends without recording what has not been. */
  void leave() {
    running = false;
    cursor = null;
  }
}
