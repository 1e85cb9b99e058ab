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
import io.ashlar.mvcc.resident.ResidentCursor;
import io.ashlar.mvcc.resident.ResidentCursor.Move;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.seek.SeekHints;
import io.ashlar.mvcc.seek.SeekStart;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import org.agrona.DirectBuffer;

/**
 * Walks resident pages as far as there are any, and a cursor of the engine where there are none,
 * put on the view's snapshot when it is first needed.
 *
 * <p>Long because each move may begin on a page, in the engine or in the past, and end elsewhere.
 */
final class EmbeddedCursor implements StoreCursor {

  private final EmbeddedStore store;
  private final Engine engine;

  /** Moves of the engine's cursor after which a look is worth its while whether pages go on. */
  private static final int MOVES_PER_LOOK = 32;

  private final SeekHints hints;
  private final ResidentCursor resident;
  private final SeekStart start = new SeekStart();

  // Each is made upon the first range in its family, and parked while this cursor is not open.
  private EngineCursor catalogCursor;
  private EngineCursor dataCursor;

  /** Null while not open, while nothing but pages was needed, and for earlier times. */
  private EngineCursor current;

  /** Null while not open, and for earlier times. */
  private EmbeddedView openedOn;

  /** Whether pages may be asked. */
  private boolean paged;

  /** Whether the cursor stands on a key of a page. */
  private boolean onPage;

  private int movesUntilLook;

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

  EmbeddedCursor(
      EmbeddedStore store,
      Engine engine,
      SeekHints hints,
      ResidentRanges ranges,
      HistoryKeyspaces keyspaces) {
    this.store = store;
    this.engine = engine;
    this.hints = hints;
    this.resident = new ResidentCursor(ranges);
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
    empty =
        UnsignedBytes.compare(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength)
            >= 0;
    timestamp = embedded.timestamp();
    hinted =
        family == Family.DATA
            && !empty
            && start.bounds(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
    paged =
        family == Family.DATA
            && !empty
            && resident.open(
                timestamp, lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
    if (!paged) {
      EngineCursor cursor = cursor(family);
      cursor.reset(
          embedded.snapshot(),
          lower,
          lowerOffset,
          lowerLength,
          empty ? lower : upper,
          empty ? lowerOffset : upperOffset,
          empty ? lowerLength : upperLength);
      current = cursor;
    }
    openedOn = embedded;
  }

  /** The engine's cursor on the range, put there when it is first needed. */
  private EngineCursor engineCursor() {
    if (current == null) {
      EmbeddedView pinned = opened();
      EngineCursor cursor = cursor(Family.DATA);
      cursor.reset(
          pinned.snapshot(),
          resident.lower(),
          0,
          resident.lowerLength(),
          resident.upper(),
          0,
          resident.upperLength());
      current = cursor;
    }
    return current;
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

  private EmbeddedView opened() {
    // Once: the end of the transaction, on another thread, may release it meanwhile.
    EmbeddedView pinned = openedOn;
    if (pinned == null) {
      if (closed) {
        throw new ClosedException("The cursor is closed.");
      }
      store.checkOpen();
      throw new IllegalUseException("The cursor is not open.");
    }
    store.checkOpen();
    return pinned;
  }

  @Override
  public boolean first() {
    if (inPast) {
      return !empty && past.first();
    }
    opened();
    if (!paged) {
      return firstOfEngine();
    }
    Move move = resident.first();
    if (move != Move.LEFT) {
      return settled(move);
    }
    if (UnsignedBytes.equal(
        resident.position(),
        0,
        resident.positionLength(),
        resident.lower(),
        0,
        resident.lowerLength())) {
      return fromEngine(firstOfEngine());
    }
    return fromEngine(engineCursor().seek(resident.position(), 0, resident.positionLength()));
  }

  private boolean firstOfEngine() {
    EngineCursor cursor = engineCursor();
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

  private boolean settled(Move move) {
    onPage = move == Move.STANDS;
    return onPage;
  }

  private boolean fromEngine(boolean found) {
    onPage = false;
    movesUntilLook = MOVES_PER_LOOK;
    return found;
  }

  @Override
  public boolean last() {
    if (inPast) {
      return !empty && past.last();
    }
    opened();
    if (!paged) {
      return engineCursor().seekLast() && !empty;
    }
    return descended(resident.last());
  }

  private boolean descended(Move move) {
    return move == Move.LEFT
        ? fromEngine(engineCursor().seekBefore(resident.position(), 0, resident.positionLength()))
        : settled(move);
  }

  private boolean climbed(Move move) {
    return move == Move.LEFT
        ? fromEngine(engineCursor().seek(resident.position(), 0, resident.positionLength()))
        : settled(move);
  }

  @Override
  public boolean seek(DirectBuffer key, int offset, int length) {
    if (inPast) {
      return !empty && past.seek(key, offset, length);
    }
    opened();
    if (!paged) {
      return engineCursor().seek(key, offset, length) && !empty;
    }
    return climbed(
        UnsignedBytes.compare(key, offset, length, resident.lower(), 0, resident.lowerLength()) < 0
            ? resident.first()
            : resident.up(key, offset, length));
  }

  @Override
  public boolean seekBefore(DirectBuffer key, int offset, int length) {
    if (inPast) {
      return !empty && past.seekBefore(key, offset, length);
    }
    opened();
    if (!paged) {
      return engineCursor().seekBefore(key, offset, length) && !empty;
    }
    return descended(
        UnsignedBytes.compare(key, offset, length, resident.upper(), 0, resident.upperLength()) > 0
            ? resident.last()
            : resident.down(key, offset, length));
  }

  @Override
  public boolean next() {
    if (inPast) {
      return past.next();
    }
    opened();
    if (onPage) {
      return climbed(resident.next());
    }
    EngineCursor cursor = engineCursor();
    return moved(cursor, cursor.next());
  }

  /** Looks from time to time whether the key on which the engine's cursor stands is on a page. */
  private boolean moved(EngineCursor cursor, boolean found) {
    if (found && paged && --movesUntilLook == 0) {
      movesUntilLook = MOVES_PER_LOOK;
      onPage = resident.up(cursor.key(), 0, cursor.keyLength()) == Move.STANDS;
    }
    return found;
  }

  @Override
  public boolean previous() {
    if (inPast) {
      return past.previous();
    }
    opened();
    if (onPage) {
      return descended(resident.previous());
    }
    EngineCursor cursor = engineCursor();
    return moved(cursor, cursor.prev());
  }

  @Override
  public DirectBuffer key() {
    if (inPast) {
      return past.key();
    }
    opened();
    if (onPage) {
      return resident.key();
    }
    EngineCursor cursor = current;
    if (cursor == null || !cursor.valid()) {
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
    if (inPast) {
      return past.value();
    }
    opened();
    if (onPage) {
      return resident.value();
    }
    EngineCursor cursor = current;
    if (cursor == null) {
      throw new IllegalUseException("The cursor does not stand on a key.");
    }
    return cursor.value();
  }

  @Override
  public int valueLength() {
    return value().capacity();
  }

  @Override
  public void release() {
    if (inPast) {
      inPast = false;
      if (!store.closed()) {
        past.release();
      }
    }
    openedOn = null;
    onPage = false;
    resident.release();
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
      openedOn = null;
      onPage = false;
      resident.release();
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
