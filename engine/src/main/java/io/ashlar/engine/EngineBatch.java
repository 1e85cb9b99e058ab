package io.ashlar.engine;

import io.ashlar.engine.gate.Handle;
import io.ashlar.engine.gate.HandleRegistry;
import io.ashlar.engine.gate.OwnerGate;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes that become visible together, or not at all, by {@link Engine#write(EngineBatch)}. Opened
 * by {@link Engine#newBatch()}; reusable after {@link #clear()}; one owner at a time; any thread
 * may close it. Later operations on a key win over earlier ones.
 *
 * <p>Puts and deletes allocate nothing on the heap. The bytes are copied into native memory before
 * the call returns.
 */
public final class EngineBatch extends Handle {

  /** A batch that grew over this gives its memory back when it is cleared. */
  private static final long RETAINED_BYTES = 8L << 20;

  private final ColumnFamilyHandle[] families;
  private final HandleRegistry registry;
  private final OwnerGate gate = new OwnerGate();
  private final KeyScratch key = new KeyScratch();

  /** Replaced when a large batch is cleared; used inside the gate only. */
  private WriteBatch batch = new WriteBatch();

  private final ValueScratch value = new ValueScratch();

  EngineBatch(ColumnFamilyHandle[] families, HandleRegistry registry, boolean traced) {
    super("batch", "The batch is closed.", traced);
    this.families = families;
    this.registry = registry;
    registry.add(this);
  }

  /**
   * Sets a key.
   *
   * @param family the column family
   * @param keyBuffer holds the key, in any kind of memory
   * @param keyOffset where the key begins
   * @param keyLength bytes of the key, at most {@link Engine#MAX_KEY_BYTES}
   * @param valueBuffer holds the value; if it is backed by a direct byte buffer, its position and
   *     limit are used, else the value is copied once more
   * @param valueOffset where the value begins
   * @param valueLength bytes of the value
   * @throws io.ashlar.error.ClosedException if the batch or the store is closed
   * @throws io.ashlar.error.LimitExceededException if the key is too long
   */
  public void put(
      Family family,
      DirectBuffer keyBuffer,
      int keyOffset,
      int keyLength,
      DirectBuffer valueBuffer,
      int valueOffset,
      int valueLength) {
    gate.enter();
    try {
      ByteBuffer loaded = key.load(keyBuffer, keyOffset, keyLength);
      batch.put(families[family.slot()], loaded, value.load(valueBuffer, valueOffset, valueLength));
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Deletes a key, which need not exist.
   *
   * @param family the column family
   * @param buffer holds the key, in any kind of memory
   * @param offset where the key begins
   * @param length bytes of the key
   * @throws io.ashlar.error.ClosedException if the batch or the store is closed
   * @throws io.ashlar.error.LimitExceededException if the key is too long
   */
  public void delete(Family family, DirectBuffer buffer, int offset, int length) {
    gate.enter();
    try {
      batch.delete(families[family.slot()], key.load(buffer, offset, length));
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Deletes all keys from lower, inclusive, to upper, exclusive. One entry however many keys; but
   * each costs every later read of its neighbourhood a little until it is compacted, so it is for
   * dropping things, not for rows. Allocates two small arrays.
   *
   * @param family the column family
   * @param lower holds the first key
   * @param lowerOffset where it begins
   * @param lowerLength its bytes
   * @param upper holds the first key that stays
   * @param upperOffset where it begins
   * @param upperLength its bytes
   * @throws io.ashlar.error.ClosedException if the batch or the store is closed
   * @throws io.ashlar.error.LimitExceededException if a key is too long
   */
  public void deleteRange(
      Family family,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    gate.enter();
    try {
      batch.deleteRange(
          families[family.slot()],
          copy(lower, lowerOffset, lowerLength),
          copy(upper, upperOffset, upperLength));
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /** Forgets all operations. Keeps up to 8 MiB of native memory for the next ones. */
  public void clear() {
    gate.enter();
    try {
      if (batch.getDataSize() > RETAINED_BYTES) {
        WriteBatch fresh = new WriteBatch();
        batch.close();
        batch = fresh;
      } else {
        batch.clear();
      }
    } finally {
      gate.leave();
    }
  }

  /**
   * The number of operations.
   *
   * @return since the last clear; a range counts one
   */
  public int count() {
    gate.enter();
    try {
      return batch.count();
    } finally {
      gate.leave();
    }
  }

  /**
   * The size of the batch as the WAL will hold it.
   *
   * @return bytes, keys and overhead included
   */
  public long bytes() {
    gate.enter();
    try {
      return batch.getDataSize();
    } finally {
      gate.leave();
    }
  }

  /** Called inside the engine's gate. */
  void write(RocksDB db, WriteOptions writeOptions) throws RocksDBException {
    gate.enter();
    try {
      db.write(writeOptions, batch);
    } finally {
      gate.leave();
    }
  }

  @Override
  protected void close(String sentence) {
    if (gate.beginClose(sentence, registry.closeLimit(), kind())) {
      try {
        batch.close();
      } finally {
        registry.remove(this);
        gate.endClose();
      }
    }
  }

  private static byte[] copy(DirectBuffer buffer, int offset, int length) {
    KeyScratch.checkRange(buffer, offset, length);
    KeyScratch.checkKey(length);
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return bytes;
  }
}
