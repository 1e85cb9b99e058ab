package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineCursor;
import io.ashlar.engine.Family;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.commit.KeyFamily;
import io.ashlar.mvcc.history.HistoryCursor;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.seek.SeekHints;
import io.ashlar.mvcc.seek.SeekStart;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import org.agrona.DirectBuffer;

/** A cursor of the engine for each family that was asked for, put on a view's snapshot. */
final class EmbeddedCursor implements StoreCursor {

  private final EmbeddedStore store;
  private final Engine engine;
  private final SeekHints hints;
  private final SeekStart start = new SeekStart();

  // Each is made upon the first range in its family, and parked while this cursor is not open.
  private EngineCursor catalogCursor;
  private EngineCursor dataCursor;

  /** Null while not open, and while the range is read as of an earlier time. */
  private EngineCursor current;

  private final HistoryKeyspaces keyspaces;

  /** Made upon the first range that is read as of an earlier time. */
  private HistoryCursor past;

  /** Whether the range is read as of an earlier time. */
  private boolean inPast;

  /** Of the view that the cursor was opened on. */
  private long timestamp;

  /** Whether a search from the lower bound may use hints. */
  private boolean hinted;

  private boolean empty;
  private boolean closed;

  EmbeddedCursor(EmbeddedStore store, Engine engine, SeekHints hints, HistoryKeyspaces keyspaces) {
    this.store = store;
    this.engine = engine;
    this.hints = hints;
    this.keyspaces = keyspaces;
  }

  @Override
  public void open(
      ReadView view,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    store.checkOpen();
    if (closed) {
      throw new ClosedException("The cursor is closed.");
    }
    if (!(view instanceof EmbeddedView embedded)) {
      throw new IllegalUseException("The view belongs to another kind of store.");
    }
    release();
    if (embedded.readsPast(KeyspacePrefix.of(lower, lowerOffset))) {
      openPast(embedded, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
      return;
    }
    Family family = KeyFamily.of(lower, lowerOffset);
    EngineCursor cursor = cursor(family);
    empty =
        UnsignedBytes.compare(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength)
            >= 0;
    cursor.reset(
        embedded.snapshot(),
        lower,
        lowerOffset,
        lowerLength,
        empty ? lower : upper,
        empty ? lowerOffset : upperOffset,
        empty ? lowerLength : upperLength);
    timestamp = embedded.timestamp();
    hinted =
        family == Family.DATA
            && !empty
            && start.bounds(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
    current = cursor;
  }

  private void openPast(
      EmbeddedView view,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    if (past == null) {
      past = new HistoryCursor(keyspaces, engine);
    }
    empty =
        UnsignedBytes.compare(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength)
            >= 0;
    past.open(
        view,
        lower,
        lowerOffset,
        lowerLength,
        empty ? lower : upper,
        empty ? lowerOffset : upperOffset,
        empty ? lowerLength : upperLength);
    inPast = true;
  }

  private EngineCursor cursor(Family family) {
    if (family == Family.CATALOG) {
      if (catalogCursor == null) {
        catalogCursor = engine.acquireCursor(Family.CATALOG);
      }
      return catalogCursor;
    }
    if (dataCursor == null) {
      dataCursor = engine.acquireCursor(Family.DATA);
    }
    return dataCursor;
  }

  private EngineCursor opened() {
    // Once: the end of the transaction, on another thread, may release it meanwhile.
    EngineCursor cursor = current;
    if (cursor == null) {
      if (closed) {
        throw new ClosedException("The cursor is closed.");
      }
      store.checkOpen();
      throw new IllegalUseException("The cursor is not open.");
    }
    return cursor;
  }

  @Override
  public boolean first() {
    if (inPast) {
      return !empty && past.first();
    }
    EngineCursor cursor = opened();
    if (!hinted) {
      return cursor.seekFirst() && !empty;
    }
    boolean found =
        hints.find(timestamp, start)
            ? cursor.seek(start.target(), 0, start.targetLength())
            : cursor.seekFirst();
    hints.learn(timestamp, start, found ? cursor.key() : null);
    return found;
  }

  @Override
  public boolean last() {
    return inPast ? !empty && past.last() : opened().seekLast() && !empty;
  }

  @Override
  public boolean seek(DirectBuffer key, int offset, int length) {
    return inPast
        ? !empty && past.seek(key, offset, length)
        : opened().seek(key, offset, length) && !empty;
  }

  @Override
  public boolean seekBefore(DirectBuffer key, int offset, int length) {
    return inPast
        ? !empty && past.seekBefore(key, offset, length)
        : opened().seekBefore(key, offset, length) && !empty;
  }

  @Override
  public boolean next() {
    return inPast ? past.next() : opened().next();
  }

  @Override
  public boolean previous() {
    return inPast ? past.previous() : opened().prev();
  }

  @Override
  public DirectBuffer key() {
    if (inPast) {
      return past.key();
    }
    EngineCursor cursor = opened();
    if (!cursor.valid()) {
      throw new IllegalUseException("The cursor does not stand on a key.");
    }
    return cursor.key();
  }

  @Override
  public int keyLength() {
    return key().capacity();
  }

  @Override
  public DirectBuffer value() {
    return inPast ? past.value() : opened().value();
  }

  @Override
  public int valueLength() {
    return inPast ? past.value().capacity() : opened().valueLength();
  }

  @Override
  public void release() {
    if (inPast) {
      inPast = false;
      if (!store.closed()) {
        past.release();
      }
    }
    EngineCursor released = current;
    if (released != null) {
      current = null;
      if (!store.closed()) {
        released.park();
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      current = null;
      inPast = false;
      if (past != null) {
        past.close();
      }
      if (catalogCursor != null) {
        catalogCursor.close();
      }
      if (dataCursor != null) {
        dataCursor.close();
      }
    }
  }
}
