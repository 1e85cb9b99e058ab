package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.EngineSnapshot;
import io.ashlar.engine.Family;
import io.ashlar.error.ClosedException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.commit.KeyFamily;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.history.HistoryReader;
import io.ashlar.mvcc.history.PastState;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.ViewSlot;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.store.Freshness;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.ReadView;
import org.agrona.DirectBuffer;

/** A reference to one of the store's states, with a reader set to its snapshot. */
final class EmbeddedView implements ReadView, PastState {

  private static final long PRESENT = -1;

  private final EmbeddedStore store;
  private final StatePointers pointers;
  private final Poison poison;
  private final OrderedWindow ordered;
  private final RecentValues values;
  private final ResidentRanges resident;
  private final EngineReader reader;

  /** Null while not pinned; otherwise this view holds one reference to it. */
  private ViewSlot slot;

  private final HybridClock clock;
  private final HistoryReader past;

  /** The time that is read, or {@link #PRESENT} for that of the pinned state. */
  private long asOf = PRESENT;

  private long now;

  /** Whether it is counted in the ordered window. */
  private boolean tracked;

  private boolean closed;

  EmbeddedView(
      EmbeddedStore store,
      Engine engine,
      StatePointers pointers,
      Poison poison,
      HybridClock clock,
      OrderedWindow ordered,
      RecentValues values,
      ResidentRanges resident,
      HistoryKeyspaces history) {
    this.store = store;
    this.pointers = pointers;
    this.poison = poison;
    this.ordered = ordered;
    this.values = values;
    this.resident = resident;
    this.reader = engine.newReader();
    this.clock = clock;
    this.past = new HistoryReader(history, engine);
  }

  @Override
  public void pin(Freshness freshness) {
    checkOpen();
    poison.check();
    release();
    ViewSlot pinned = pointers.pinForView(freshness);
    boolean set = false;
    try {
      reader.snapshot(pinned.snapshot());
      set = true;
    } finally {
      if (!set) {
        pointers.unpin(pinned);
      }
    }
    slot = pinned;
  }

  @Override
  public void pinTracked(Freshness freshness) {
    release();
    // Before the state is chosen: see OrderedWindow.
    ordered.track();
    boolean done = false;
    try {
      pin(freshness);
      done = true;
    } finally {
      if (!done) {
        ordered.untrack();
      }
    }
    tracked = true;
  }

  @Override
  public void pinAsOf(long time) {
    checkOpen();
    boolean settled = store.settle(time);
    pin(Freshness.ACKNOWLEDGED);
    try {
      HistoryPolicy.requireSettled(time, settled, timestamp());
    } catch (HistoryUnavailableException e) {
      release();
      throw e;
    }
    asOf = time;
    // Read after the pinning: what expires later is judged by a later clock, and still pinned.
    now = clock.last();
  }

  /** Whether a keyspace is read through its history. */
  boolean readsPast(int keyspaceId) {
    return asOf != PRESENT && HistoryKeyspaces.applies(keyspaceId);
  }

  @Override
  public long asOf() {
    return asOf;
  }

  @Override
  public long newest() {
    return timestamp();
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public boolean pinned() {
    return slot != null;
  }

  @Override
  public long timestamp() {
    return pinnedSlot().timestamp();
  }

  @Override
  public int get(DirectBuffer key, int offset, int length, PooledBuffer value) {
    checkOpen();
    if (asOf != PRESENT && readsPast(KeyspacePrefix.of(key, offset))) {
      pinnedSlot();
      return past.get(reader, this, key, offset, length, value);
    }
    Family family = KeyFamily.of(key, offset);
    if (family == Family.DATA) {
      int found = resident.get(key, offset, length, pinnedSlot().timestamp(), value);
      if (found != ResidentRanges.UNKNOWN) {
        return found;
      }
    }
    long hash = KeyHash.hash(key, offset, length);
    int recent = values.read(hash, key, offset, length, pinnedSlot().timestamp(), value);
    if (recent != RecentValues.UNKNOWN) {
      return recent;
    }
    return reader.get(family, key, offset, length, value);
  }

  /** The state's snapshot, for a cursor; open as long as the view is pinned. */
  @Override
  public EngineSnapshot snapshot() {
    checkOpen();
    return pinnedSlot().snapshot();
  }

  private ViewSlot pinnedSlot() {
    if (slot == null) {
      throw new IllegalUseException("The view is not pinned.");
    }
    return slot;
  }

  private void checkOpen() {
    store.checkOpen();
    if (closed) {
      throw new ClosedException("The view is closed.");
    }
  }

  @Override
  public void release() {
    ViewSlot released = slot;
    if (released != null) {
      slot = null;
      pointers.unpin(released);
    }
    if (asOf != PRESENT) {
      asOf = PRESENT;
      if (!store.closed()) {
        past.release();
      }
    }
    if (tracked) {
      tracked = false;
      ordered.untrack();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release();
      reader.close();
      past.close();
    }
  }
}
