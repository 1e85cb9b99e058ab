package io.ashlar.engine;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.gate.Handle;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.OwnerGate;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/**
 * Reads single keys. Opened by {@link Engine#newReader()}; one owner at a time; any thread may
 * close it. Allocates nothing per read.
 */
public final class EngineReader extends Handle {

  private final RocksDB db;
  private final ColumnFamilyHandle[] families;
  private final HandleRegistry registry;
  private final OwnerGate gate = new OwnerGate();
  private final ReadOptions readOptions = new ReadOptions();
  private final KeyScratch key = new KeyScratch();

  /** Null for the newest state; written inside the gate. */
  private EngineSnapshot snapshot;

  /** The state that the read options point to: the snapshot object may be reopened for another. */
  private Snapshot state;

  EngineReader(RocksDB db, ColumnFamilyHandle[] families, HandleRegistry registry, boolean traced) {
    super("reader", "The reader is closed.", traced);
    this.db = db;
    this.families = families;
    this.registry = registry;
    registry.add(this);
  }

  /**
   * Chooses what later reads see. The reader does not keep the snapshot open.
   *
   * @param snapshot a snapshot of the same store, or null for the newest state at each read
   * @throws io.ashlar.error.ClosedException if the reader, the snapshot or the store is closed
   * @throws io.ashlar.error.IllegalUseException if the snapshot is of another store
   */
  public void snapshot(EngineSnapshot snapshot) {
    gate.enter();
    try {
      if (snapshot == null) {
        use(null);
      } else {
        Snapshot pinned = snapshot.pin(db);
        try {
          use(pinned);
        } finally {
          snapshot.unpin();
        }
      }
      this.snapshot = snapshot;
    } finally {
      gate.leave();
    }
  }

  /**
   * Reads the value of a key.
   *
   * @param family the column family
   * @param buffer holds the key, in any kind of memory; not changed
   * @param offset where the key begins
   * @param length bytes of the key
   * @param into receives the value at offset 0; grows if it must; its byte buffer's position and
   *     limit are used
   * @return bytes of the value, or {@link Engine#ABSENT}
   * @throws io.ashlar.error.ClosedException if the reader, its snapshot or the store is closed
   * @throws io.ashlar.error.CorruptionException if the block that holds the key is damaged
   * @throws io.ashlar.error.StoreIoException if the file system fails
   * @throws io.ashlar.error.LimitExceededException if the key is longer than {@link
   *     Engine#MAX_KEY_BYTES}, or the value than a pooled buffer can be
   */
  public int get(Family family, DirectBuffer buffer, int offset, int length, PooledBuffer into) {
    gate.enter();
    try {
      ByteBuffer loaded = key.load(buffer, offset, length);
      EngineSnapshot pinned = snapshot;
      if (pinned == null) {
        return read(family, loaded, length, into);
      }
      pinned.pinAgain(state);
      try {
        return read(family, loaded, length, into);
      } finally {
        pinned.unpin();
      }
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  private void use(Snapshot next) {
    if (next != state) {
      readOptions.setSnapshot(next);
      state = next;
    }
  }

  private int read(Family family, ByteBuffer loaded, int length, PooledBuffer into)
      throws RocksDBException {
    ColumnFamilyHandle handle = families[family.slot()];
    while (true) {
      ByteBuffer target = into.byteBuffer();
      int capacity = into.capacity();
      target.limit(capacity).position(0);
      int size = db.get(handle, readOptions, loaded, target);
      if (size == RocksDB.NOT_FOUND) {
        return Engine.ABSENT;
      }
      if (size <= capacity) {
        return size;
      }
      // Without a snapshot the value may have grown again by the next turn, hence the loop.
      into.ensureCapacity(size);
      loaded.limit(length).position(0);
    }
  }

  @Override
  protected void close(String sentence) {
    if (gate.beginClose(sentence, registry.closeLimit(), kind())) {
      try {
        readOptions.close();
      } finally {
        registry.remove(this);
        gate.endClose();
      }
    }
  }
}
