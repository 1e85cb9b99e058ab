package io.ashlar.engine;

import io.ashlar.engine.gate.Handle;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.StripedGate;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * One state of the store, kept readable until closed. Opened by {@link Engine#openSnapshot()}, and
 * once closed, for another state, by {@link Engine#reopenSnapshot}.
 *
 * <p>While it is open, compaction keeps every version that it can see. For any number of threads;
 * closing waits for the reads in flight, and a reader that is still set to it gets {@link
 * ClosedException} from then on. A cursor that was reset onto it reads on undisturbed: its iterator
 * holds the state by itself.
 */
public final class EngineSnapshot extends Handle {

  private static final String CLOSED = "The snapshot is closed.";

  private final RocksDB db;
  private final HandleRegistry registry;
  private final StripedGate gate = new StripedGate();

  /** Changes only while the gate is closed: it stays the same for who is inside. */
  private volatile Snapshot snapshot;

  private volatile long sequence;

  EngineSnapshot(RocksDB db, HandleRegistry registry, boolean traced) {
    super("snapshot", CLOSED, traced);
    this.db = db;
    this.registry = registry;
    take();
  }

  private void take() {
    Snapshot taken = db.getSnapshot();
    snapshot = taken;
    sequence = taken.getSequenceNumber();
    registry.add(this);
  }

  /** Takes another state; after {@link #close()}, by the owner. */
  void reopen(RocksDB reading, boolean traced) {
    requireSame(reading);
    if (!gate.closed()) {
      throw new IllegalUseException("The snapshot is open.");
    }
    opened(traced);
    take();
    gate.reopen();
  }

  private void requireSame(RocksDB reading) {
    if (reading != db) {
      throw new IllegalUseException("The snapshot belongs to another store.");
    }
  }

  /**
   * The newest sequence number that the snapshot sees. Allocates nothing.
   *
   * @return the sequence number; known after closing, too, until it is reopened
   */
  public long sequence() {
    return sequence;
  }

  /** Keeps the native snapshot alive until {@link #unpin()}, by the same thread. */
  Snapshot pin(RocksDB reading) {
    requireSame(reading);
    gate.enter();
    return snapshot;
  }

  /** Keeps a state alive that was pinned before, if this is still open for that one. */
  void pinAgain(Snapshot expected) {
    gate.enter();
    if (snapshot != expected) {
      gate.leave();
      throw new ClosedException(CLOSED);
    }
  }

  void unpin() {
    gate.leave();
  }

  @Override
  protected void close(String sentence) {
    if (gate.beginClose(sentence, registry.closeLimit(), kind())) {
      try {
        // Snapshot.close() frees nothing: the list it is in belongs to the database.
        db.releaseSnapshot(snapshot);
      } finally {
        registry.remove(this);
        gate.endClose();
      }
    }
  }
}
