package io.ashlar.mvcc.commit;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.Family;
import io.ashlar.error.CorruptionException;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.log.WriteNeed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** What the store writes on its own account. For the leader of the pipeline only. */
public final class MaintenanceBatch {

  /** Stored on disk: keyspace 0, entry 1. */
  private static final byte[] CEILING_KEY = {0, 0, 0, 0, 1};

  private static final byte CEILING_FORMAT = 1;
  private static final int CEILING_OFFSET = 9;
  private static final int CEILING_BYTES = 17;

  private final EngineBatch batch;
  private final LogDevice log;
  private final MutableDirectBuffer lower = Flyweights.wrap(ByteBuffer.allocateDirect(8));
  private final MutableDirectBuffer upper =
      Flyweights.wrap(ByteBuffer.allocateDirect(CEILING_BYTES));

  /**
   * For one leader at a time.
   *
   * @param batch filled anew by each write, and kept by the caller
   * @param log takes it
   */
  public MaintenanceBatch(EngineBatch batch, LogDevice log) {
    this.batch = batch;
    this.log = log;
  }

  /**
   * The clock's ceiling on disk.
   *
   * @param reader reads the newest state
   * @param into takes what is read
   * @return the ceiling, 0 in a new store
   * @throws CorruptionException when it is damaged
   */
  public static long readCeiling(EngineReader reader, PooledBuffer into) {
    MutableDirectBuffer key = Flyweights.wrap(ByteBuffer.allocateDirect(CEILING_KEY.length));
    key.putBytes(0, CEILING_KEY);
    int length = reader.get(Family.CATALOG, key, 0, CEILING_KEY.length, into);
    if (length < 0) {
      return 0;
    }
    if (length != CEILING_BYTES || into.buffer().getByte(0) != CEILING_FORMAT) {
      throw new CorruptionException("The clock's ceiling is damaged.", "bytes", length);
    }
    return into.buffer().getLong(CEILING_OFFSET, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Writes the clock's ceiling, not synced.
   *
   * @param ceiling the ceiling
   * @throws io.ashlar.error.OutOfSpaceException when it was refused; nothing was written
   */
  public void putCeiling(long ceiling) {
    lower.putBytes(0, CEILING_KEY);
    upper.setMemory(0, CEILING_BYTES, (byte) 0);
    upper.putByte(0, CEILING_FORMAT);
    upper.putLong(CEILING_OFFSET, ceiling, ByteOrder.BIG_ENDIAN);
    batch.clear();
    batch.put(Family.CATALOG, lower, 0, CEILING_KEY.length, upper, 0, CEILING_BYTES);
    log.write(batch, WriteNeed.UPKEEP);
  }

  void deleteKeyspace(int keyspaceId) {
    KeyspacePrefix.put(lower, 0, keyspaceId);
    KeyspacePrefix.put(upper, 0, keyspaceId + 1);
    batch.clear();
    Family family = KeyFamily.of(lower, 0);
    batch.deleteRange(family, lower, 0, KeyspacePrefix.BYTES, upper, 0, KeyspacePrefix.BYTES);
    if (family == Family.DATA) {
      batch.deleteRange(
          Family.HISTORY, lower, 0, KeyspacePrefix.BYTES, upper, 0, KeyspacePrefix.BYTES);
    }
    log.write(batch, WriteNeed.FREEING);
  }

  void deleteHistory(int keyspaceId) {
    KeyspacePrefix.put(upper, 0, keyspaceId + 1);
    deleteHistoryBelowUpper(keyspaceId, KeyspacePrefix.BYTES);
  }

  /** Keys of the history begin with keyspace and bucket. */
  void deleteHistoryBelow(int keyspaceId, int firstKept) {
    KeyspacePrefix.put(upper, 0, keyspaceId);
    upper.putInt(KeyspacePrefix.BYTES, firstKept, ByteOrder.BIG_ENDIAN);
    deleteHistoryBelowUpper(keyspaceId, KeyspacePrefix.BYTES + Integer.BYTES);
  }

  private void deleteHistoryBelowUpper(int keyspaceId, int upperBytes) {
    KeyspacePrefix.put(lower, 0, keyspaceId);
    batch.clear();
    batch.deleteRange(Family.HISTORY, lower, 0, KeyspacePrefix.BYTES, upper, 0, upperBytes);
    log.write(batch, WriteNeed.FREEING);
  }
}
