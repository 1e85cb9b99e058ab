package io.ashlar.engine;

import io.ashlar.engine.gate.Handle;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.StripePool;
import io.ashlar.engine.gate.StripedGate;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * One state of the store, kept readable until closed. Opened by {@link Engine#openSnapshot()}.
 *
 * <p>While it is open, compaction keeps every version that it can see. For any number of threads;
 * closing waits for the reads in flight, and a reader that is still set to it gets {@link
 * ClosedException} from then on. A cursor that was reset onto it reads on undisturbed: its iterator
 * holds the state by itself.
 */
public final class EngineSnapshot extends Handle {

  private final RocksDB db;
  private final HandleRegistry registry;
  private final StripedGate gate;
  private final Snapshot snapshot;
  private final long sequence;

  EngineSnapshot(RocksDB db, HandleRegistry registry, StripePool stripes, boolean traced) {
    super("snapshot", "The snapshot is closed.", traced);
    this.db = db;
    this.registry = registry;
    this.gate = new StripedGate(stripes);
    this.snapshot = db.getSnapshot();
    this.sequence = snapshot.getSequenceNumber();
    registry.add(this);
  }

  /**
   * The newest sequence number that the snapshot sees. Allocates nothing.
   *
   * @return the sequence number; known after closing, too
   */
  public long sequence() {
    return sequence;
  }

  /** Keeps the native snapshot alive until {@link #unpin()}, by the same thread. */
  Snapshot pin(RocksDB reading) {
    if (reading != db) {
      throw new IllegalUseException("The snapshot belongs to another store.");
    }
    gate.enter();
    return snapshot;
  }

  void unpin() {
    gate.leave();
  }

  @Override
  protected void close(String sentence) {
    if (gate.beginClose(sentence)) {
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
