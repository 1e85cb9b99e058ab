package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Walks the pages of a range at a view, as far as there are any: where there is none, whoever walks
 * goes on from {@link #position} in the engine, and may come back at any key.
 *
 * <p>Belongs to one thread at a time. Keeps the page on which it stands pinned.
 */
public final class ResidentCursor {

  /** How a move has ended. */
  public enum Move {
    /** On a key of the range. */
    STANDS,
    /** The range has no more keys. */
    ENDED,
    /** No page says what comes next, at {@link ResidentCursor#position}. */
    LEFT
  }

  private final ResidentRanges ranges;
  private final MutableDirectBuffer lower;
  private final MutableDirectBuffer upper;
  private final MutableDirectBuffer position;
  private final MutableDirectBuffer key = Flyweights.empty();
  private final MutableDirectBuffer value = Flyweights.empty();
  private int lowerLength;
  private int upperLength;
  private int positionLength;
  private long view;

  /** Null while it stands on none; otherwise pinned by this cursor. */
  private Page page;

  /** Of the page; the last one's while it stands on none. */
  private Frame frame;

  /** Of the page, under which the three indexes were found. */
  private int revision;

  private int index;

  /** On which it stands, or {@link Frame#NOTHING}. */
  private int version;

  /** Slots of the page that lie in the range: from one index to another, exclusive. */
  private int first;

  private int last;

  /**
   * Stands nowhere.
   *
   * @param ranges are walked
   */
  public ResidentCursor(ResidentRanges ranges) {
    this.ranges = ranges;
    lower = buffer(ranges);
    upper = buffer(ranges);
    position = buffer(ranges);
  }

  private static MutableDirectBuffer buffer(ResidentRanges ranges) {
    return Flyweights.wrap(new byte[ranges.enabled() ? ResidentRanges.MAX_KEY_BYTES : 0]);
  }

  /**
   * Puts the cursor on a range, which is not empty, of a view. The bounds are copied.
   *
   * @param newView timestamp of a view that stays pinned
   * @param lowerBound holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param newLowerLength its bytes
   * @param upperBound holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param newUpperLength its bytes
   * @return false when it has no pages: nothing is kept, or its bounds are too long
   */
  public boolean open(
      long newView,
      DirectBuffer lowerBound,
      int lowerOffset,
      int newLowerLength,
      DirectBuffer upperBound,
      int upperOffset,
      int newUpperLength) {
    release();
    boolean usable =
        ranges.enabled()
            && newLowerLength <= ResidentRanges.MAX_KEY_BYTES
            && newUpperLength <= ResidentRanges.MAX_KEY_BYTES;
    if (usable) {
      view = newView;
      lower.putBytes(0, lowerBound, lowerOffset, newLowerLength);
      lowerLength = newLowerLength;
      upper.putBytes(0, upperBound, upperOffset, newUpperLength);
      upperLength = newUpperLength;
    }
    return usable;
  }

  /**
   * Moves to the first key at or above a key, which is not below the range.
   *
   * @param from holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return how the move has ended
   */
  public Move up(DirectBuffer from, int offset, int length) {
    if (length > ResidentRanges.MAX_KEY_BYTES) {
      return leaveAt(from, offset, length);
    }
    position(from, offset, length);
    return climb();
  }

  /**
   * Moves to the first key at or above the lower bound.
   *
   * @return how the move has ended
   */
  public Move first() {
    position(lower, 0, lowerLength);
    return climb();
  }

  /**
   * Moves to the last key below the upper bound.
   *
   * @return how the move has ended
   */
  public Move last() {
    position(upper, 0, upperLength);
    return descend();
  }

  /**
   * Moves to the last key below a key, which is not above the range.
   *
   * @param from holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return how the move has ended
   */
  public Move down(DirectBuffer from, int offset, int length) {
    if (length > ResidentRanges.MAX_KEY_BYTES) {
      return leaveAt(from, offset, length);
    }
    position(from, offset, length);
    return descend();
  }

  private Move leaveAt(DirectBuffer from, int offset, int length) {
    leave();
    position.wrap(new byte[length]);
    position(from, offset, length);
    return Move.LEFT;
  }

  private void position(DirectBuffer at, int offset, int length) {
    position.putBytes(0, at, offset, length);
    positionLength = length;
  }

  /** From the position upward. */
  private Move climb() {
    boolean barren = false;
    while (true) {
      if (UnsignedBytes.compare(position, 0, positionLength, upper, 0, upperLength) >= 0) {
        leave();
        return Move.ENDED;
      }
      leave();
      Page found = ranges.pinned(position, 0, positionLength, view);
      if (found == null) {
        return Move.LEFT;
      }
      enter(found);
      if (step(1)) {
        return Move.STANDS;
      }
      position(frame.memory(), frame.upperAt(), frame.upperLength());
      boolean whole = first == 0 && last == frame.count();
      if (barren && whole) {
        ranges.join(found);
      }
      barren = whole;
    }
  }

  /** From the position downward. */
  private Move descend() {
    while (true) {
      if (UnsignedBytes.compare(position, 0, positionLength, lower, 0, lowerLength) <= 0) {
        leave();
        return Move.ENDED;
      }
      leave();
      Page found = ranges.pinnedBelow(position, 0, positionLength, view);
      if (found == null) {
        return Move.LEFT;
      }
      enter(found);
      if (step(-1)) {
        return Move.STANDS;
      }
      position(frame.memory(), frame.lowerAt(), frame.lowerLength());
    }
  }

  private void enter(Page found) {
    page = found;
    frame = found.frame();
    version = Frame.NOTHING;
    // No revision is as odd as this.
    revision = -1;
  }

  /** To the next slot in a direction that the view sees. */
  private boolean step(int by) {
    while (true) {
      int since = frame.revision();
      if (since != revision && !locate(since, by)) {
        Thread.onSpinWait();
        continue;
      }
      int at = index + by;
      if (at < first || at >= last) {
        if (frame.still(since)) {
          return false;
        }
        continue;
      }
      int seen = frame.version(at, view);
      if (!frame.still(since)) {
        continue;
      }
      index = at;
      if (seen != Frame.NOTHING) {
        version = seen;
        key.wrap(frame.memory(), frame.keyAt(seen), frame.keyLength(seen));
        value.wrap(frame.memory(), frame.valueAt(seen), frame.valueLength(seen));
        return true;
      }
    }
  }

  /** Finds the indexes under a revision; false while slots are being moved. */
  private boolean locate(int since, int by) {
    if ((since & 1) != 0) {
      return false;
    }
    int count = frame.count();
    first =
        frame.compareLower(lower, 0, lowerLength) >= 0 ? 0 : frame.ceiling(lower, 0, lowerLength);
    last =
        frame.compareUpper(upper, 0, upperLength) <= 0
            ? count
            : frame.ceiling(upper, 0, upperLength);
    if (version != Frame.NOTHING) {
      index = frame.ceiling(frame.memory(), frame.keyAt(version), frame.keyLength(version));
    } else {
      // Before the first step: the position is in the page, or its upper bound.
      int at =
          frame.compareUpper(position, 0, positionLength) <= 0
              ? count
              : frame.ceiling(position, 0, positionLength);
      index = by > 0 ? at - 1 : at;
    }
    revision = since;
    return frame.still(since);
  }

  /**
   * To the next key; only while it stands on one.
   *
   * @return how the move has ended
   */
  public Move next() {
    if (step(1)) {
      return Move.STANDS;
    }
    position(frame.memory(), frame.upperAt(), frame.upperLength());
    return climb();
  }

  /**
   * To the key before; only while it stands on one.
   *
   * @return how the move has ended
   */
  public Move previous() {
    if (step(-1)) {
      return Move.STANDS;
    }
    position(frame.memory(), frame.lowerAt(), frame.lowerLength());
    return descend();
  }

  /**
   * The key on which it stands.
   *
   * @return holds it from index 0 on, until the next move
   */
  public DirectBuffer key() {
    return key;
  }

  /**
   * The value on which it stands.
   *
   * @return holds it from index 0 on, until the next move
   */
  public DirectBuffer value() {
    return value;
  }

  /**
   * From where to go on: at or above it on the way up, below it on the way down.
   *
   * @return holds the key from index 0 on
   */
  public DirectBuffer position() {
    return position;
  }

  /**
   * How long the position is.
   *
   * @return its bytes
   */
  public int positionLength() {
    return positionLength;
  }

  /**
   * The lower bound.
   *
   * @return holds it from index 0 on
   */
  public DirectBuffer lower() {
    return lower;
  }

  /**
   * How long the lower bound is.
   *
   * @return its bytes
   */
  public int lowerLength() {
    return lowerLength;
  }

  /**
   * The upper bound.
   *
   * @return holds it from index 0 on
   */
  public DirectBuffer upper() {
    return upper;
  }

  /**
   * How long the upper bound is.
   *
   * @return its bytes
   */
  public int upperLength() {
    return upperLength;
  }

  private void leave() {
    Page left = page;
    if (left != null) {
      page = null;
      left.unpin();
    }
  }

  /** Stands nowhere any more. */
  public void release() {
    leave();
  }
}
