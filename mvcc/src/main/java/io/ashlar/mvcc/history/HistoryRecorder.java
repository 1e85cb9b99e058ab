package io.ashlar.mvcc.history;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.store.HistoryPolicy;
import org.agrona.DirectBuffer;

/**
 * Keeps what a commit supersedes. The leader of the commit pipeline is the only writer, and a key
 * occurs once in its group, so the newest value of a key is what the write being batched
 * supersedes. A write costs one more read and, where there was a value, one more put. Allocates
 * nothing in steady state.
 */
public final class HistoryRecorder implements CommitObserver, AutoCloseable {

  private static final int INITIAL_VALUE_BYTES = 512;

  private final HistoryKeyspaces keyspaces;
  private final Engine engine;
  private final BufferPool pool = new BufferPool(0);
  private final PooledBuffer superseded = pool.acquire(INITIAL_VALUE_BYTES);
  private final HistoryKey historyKey = new HistoryKey();

  /** Made with the first write that needs it. */
  private EngineReader newest;

  /**
   * For one store.
   *
   * @param keyspaces which keyspaces keep history
   * @param engine the engine
   */
  public HistoryRecorder(HistoryKeyspaces keyspaces, Engine engine) {
    this.keyspaces = keyspaces;
    this.engine = engine;
  }

  @Override
  public void begin(long newest) {
    // Each write is looked at by itself.
  }

  @Override
  public void put(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    supersede(batch, key, keyOffset, keyLength, timestamp);
  }

  @Override
  public void delete(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength) {
    supersede(batch, key, keyOffset, keyLength, timestamp);
  }

  /**
   * Batches the version that a write of a key ends, if its keyspace keeps history and there is one.
   *
   * @param end the commit timestamp of the write
   */
  private void supersede(EngineBatch batch, DirectBuffer key, int offset, int length, long end) {
    if (keyspaces.isEmpty()) {
      return;
    }
    int keyspaceId = KeyspacePrefix.of(key, offset);
    HistoryPolicy policy = keyspaces.policy(keyspaceId);
    if (policy == null) {
      return;
    }
    if (newest == null) {
      newest = engine.newReader();
    }
    int valueLength = newest.get(Family.DATA, key, offset, length, superseded);
    if (valueLength != Engine.ABSENT) {
      historyKey
          .bucket(keyspaceId, policy.bucketOf(end))
          .append(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES)
          .end(end);
      batch.put(
          Family.HISTORY,
          historyKey.buffer(),
          0,
          historyKey.length(),
          superseded.buffer(),
          0,
          valueLength);
    }
  }

  /** Gives the buffer back. The reader ends with the engine. Idempotent. */
  @Override
  public void close() {
    superseded.close();
    pool.close();
  }
}
