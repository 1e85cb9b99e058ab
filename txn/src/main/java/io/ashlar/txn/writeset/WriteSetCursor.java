package io.ashlar.txn.writeset;

import io.ashlar.codec.memory.HeapBuffer;
import org.agrona.DirectBuffer;

/**
 * Walks the own writes of a range as they were when it was opened. Puts and deletes are seen, keys
 * that are only checked are not. Later writes of the transaction neither appear nor disturb it.
 *
 * <p>Reusable; belongs to one thread at a time; allocates nothing once its copies of the bounds are
 * large enough.
 */
public final class WriteSetCursor {

  private static final int FIRST_BYTES = 128;

  private final WriteSet set;
  private final HeapBuffer bounds = new HeapBuffer(FIRST_BYTES);
  private int lowerLength;
  private int upperLength;

  private boolean open;

  /** Entries from this number on are younger than the cursor. */
  private int position;

  /** The order that {@code low}, {@code high} and {@code at} refer to. */
  private int version;

  private int low;
  private int high;
  private int at;
  private int entry;

  /**
   * A cursor that is not open.
   *
   * @param set what it walks
   */
  public WriteSetCursor(WriteSet set) {
    this.set = set;
  }

  /**
   * Opens the cursor on a range. One that is open is opened anew.
   *
   * @param lower holds the lower bound, inclusive; copied
   * @param lowerOffset where it starts
   * @param lowerBytes its bytes
   * @param upper holds the upper bound, exclusive; copied
   * @param upperOffset where it starts
   * @param upperBytes its bytes
   * @return false when nothing of the range was written; the cursor is then not open
   */
  public boolean open(
      DirectBuffer lower,
      int lowerOffset,
      int lowerBytes,
      DirectBuffer upper,
      int upperOffset,
      int upperBytes) {
    release();
    if (set.writes() == 0) {
      return false;
    }
    bounds.ensureCapacity((long) lowerBytes + upperBytes);
    bounds.buffer().putBytes(0, lower, lowerOffset, lowerBytes);
    bounds.buffer().putBytes(lowerBytes, upper, upperOffset, upperBytes);
    lowerLength = lowerBytes;
    upperLength = upperBytes;
    set.sorted().update();
    locateBounds();
    if (low >= high) {
      return false;
    }
    position = set.cursorOpened();
    open = true;
    entry = EntryLog.NONE;
    return true;
  }

  /** Ends the scan. Idempotent. */
  public void release() {
    if (open) {
      open = false;
      entry = EntryLog.NONE;
      set.cursorClosed();
    }
  }

  /**
   * Whether the cursor is open.
   *
   * @return true between an {@link #open} that found something and {@link #release}
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * The position in the write set that the cursor sees.
   *
   * @return the number of entries that were there when it was opened
   */
  public int position() {
    return position;
  }

  /**
   * Moves to the first key.
   *
   * @return false when there is none
   */
  public boolean first() {
    relocate();
    return forward(low);
  }

  /**
   * Moves to the last key.
   *
   * @return false when there is none
   */
  public boolean last() {
    relocate();
    return backward(high - 1);
  }

  /**
   * Moves to the first key equal to or above the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seek(DirectBuffer key, int offset, int length) {
    relocate();
    return forward(Math.max(low, set.sorted().lowerBound(key, offset, length)));
  }

  /**
   * Moves to the last key below the given one.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @return false when there is none
   */
  public boolean seekBefore(DirectBuffer key, int offset, int length) {
    relocate();
    return backward(Math.min(high, set.sorted().lowerBound(key, offset, length)) - 1);
  }

  /**
   * Moves to the next key. Only while {@link #valid}.
   *
   * @return false when there is none
   */
  public boolean next() {
    relocate();
    return forward(at + 1);
  }

  /**
   * Moves to the previous key. Only while {@link #valid}.
   *
   * @return false when there is none
   */
  public boolean previous() {
    relocate();
    return backward(at - 1);
  }

  /**
   * Whether the cursor stands on a key.
   *
   * @return true after a move that returned true
   */
  public boolean valid() {
    return entry >= 0;
  }

  /**
   * Whether the current key is deleted.
   *
   * @return true for a deletion, false for a value
   */
  public boolean deleted() {
    return set.log().kind(entry) == EntryLog.DELETE;
  }

  /**
   * The buffer that holds the current key and value. It stays where it is until the set is cleared.
   *
   * @return a buffer of the write set, backed by a direct one
   */
  public DirectBuffer buffer() {
    return set.log().buffer(entry);
  }

  /**
   * Where the current key starts.
   *
   * @return an index in {@link #buffer}
   */
  public int keyOffset() {
    return set.log().keyOffset(entry);
  }

  /**
   * Bytes of the current key.
   *
   * @return the length
   */
  public int keyLength() {
    return set.log().keyLength(entry);
  }

  /**
   * Where the current value starts.
   *
   * @return an index in {@link #buffer}
   */
  public int valueOffset() {
    return set.log().valueOffset(entry);
  }

  /**
   * Bytes of the current value.
   *
   * @return the length
   */
  public int valueLength() {
    return set.log().valueLength(entry);
  }

  private boolean forward(int from) {
    for (at = from; at < high; at++) {
      entry = visible(set.sorted().keyNumber(at));
      if (entry >= 0) {
        return true;
      }
    }
    entry = EntryLog.NONE;
    return false;
  }

  private boolean backward(int from) {
    for (at = from; at >= low; at--) {
      entry = visible(set.sorted().keyNumber(at));
      if (entry >= 0) {
        return true;
      }
    }
    entry = EntryLog.NONE;
    return false;
  }

  /** The newest entry of the key that is older than the cursor and not a mere check, or NONE. */
  private int visible(int keyNumber) {
    EntryLog log = set.log();
    int candidate = set.index().newest(keyNumber);
    while (candidate >= position) {
      candidate = log.previous(candidate);
    }
    return candidate >= 0 && log.kind(candidate) != EntryLog.CHECK ? candidate : EntryLog.NONE;
  }

  /** Another scan may have taken newer keys into the order since the last move. */
  private void relocate() {
    if (version != set.sorted().version()) {
      locateBounds();
      if (entry >= 0) {
        at = set.sorted().positionOf(set.log().keyNumber(entry));
      }
    }
  }

  private void locateBounds() {
    SortedKeys sorted = set.sorted();
    low = sorted.lowerBound(bounds.buffer(), 0, lowerLength);
    high = sorted.lowerBound(bounds.buffer(), lowerLength, upperLength);
    version = sorted.version();
  }
}
