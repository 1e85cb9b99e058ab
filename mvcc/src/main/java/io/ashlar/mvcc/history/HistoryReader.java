package io.ashlar.mvcc.history;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineCursor;
import io.ashlar.engine.EngineReader;
import io.ashlar.engine.EngineSnapshot;
import io.ashlar.engine.Family;
import io.ashlar.store.HistoryPolicy;
import org.agrona.DirectBuffer;

/** Reads single keys as they were at a time in the past. One owner at a time. */
public final class HistoryReader implements AutoCloseable {

  private final HistoryKeyspaces keyspaces;
  private final Engine engine;
  private final HistoryKey target = new HistoryKey();
  private final HistoryKey limit = new HistoryKey();

  /** Made with the first key that has changed since the time that is asked for. */
  private EngineCursor versions;

  /**
   * For one view.
   *
   * @param keyspaces which keyspaces keep history
   * @param engine the engine
   */
  public HistoryReader(HistoryKeyspaces keyspaces, Engine engine) {
    this.keyspaces = keyspaces;
    this.engine = engine;
  }

  /**
   * Reads a key.
   *
   * @param latest reads the pinned state
   * @param at the pinned state and the time
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @param value receives the value
   * @return bytes of the value, or {@link Engine#ABSENT}
   * @throws io.ashlar.error.HistoryUnavailableException when the keyspace has no history of that
   *     time
   */
  public int get(
      EngineReader latest,
      PastState at,
      DirectBuffer key,
      int offset,
      int length,
      PooledBuffer value) {
    int keyspaceId = KeyspacePrefix.of(key, offset);
    HistoryPolicy policy = keyspaces.require(keyspaceId, at.asOf(), at.now());
    int found = latest.get(Family.DATA, key, offset, length, value);
    if (found != Engine.ABSENT && RowFormat.stampOf(value.buffer(), 0) <= at.asOf()) {
      return found;
    }
    int row = offset + KeyspacePrefix.BYTES;
    int rowBytes = length - KeyspacePrefix.BYTES;
    if (!findFirstEndAbove(policy, at, keyspaceId, key, row, rowBytes)
        || RowFormat.stampOf(versions.value(), 0) > at.asOf()) {
      return Engine.ABSENT;
    }
    int bytes = versions.valueLength();
    value.ensureCapacity(bytes);
    value.buffer().putBytes(0, versions.value(), 0, bytes);
    return bytes;
  }

  /** Puts the cursor on the version with the least end above the time, bucket after bucket. */
  private boolean findFirstEndAbove(
      HistoryPolicy policy, PastState at, int keyspaceId, DirectBuffer key, int row, int bytes) {
    if (versions == null) {
      versions = engine.acquireCursor(Family.HISTORY);
    }
    int bucket = policy.bucketOf(at.asOf());
    int last = policy.bucketOf(at.newest());
    target.bucket(keyspaceId, bucket);
    limit.bucket(keyspaceId, last + 1);
    EngineSnapshot snapshot = at.snapshot();
    versions.reset(
        snapshot, target.buffer(), 0, target.length(), limit.buffer(), 0, limit.length());
    while (Integer.compareUnsigned(bucket, last) <= 0) {
      target.bucket(keyspaceId, bucket).append(key, row, bytes).end(at.asOf() + 1);
      if (!versions.seek(target.buffer(), 0, target.length())) {
        return false;
      }
      int found = HistoryKey.bucketOf(versions.key());
      if (found == bucket && isVersionOf(key, row, bytes)) {
        return true;
      }
      // Whatever lies between is not this key's; the next bucket may have nothing at all.
      bucket = Integer.compareUnsigned(found, bucket) > 0 ? found : bucket + 1;
    }
    return false;
  }

  private boolean isVersionOf(DirectBuffer key, int row, int bytes) {
    int rowBytes = HistoryKey.rowBytes(versions.keyLength());
    return UnsignedBytes.equal(versions.key(), HistoryKey.HEAD_BYTES, rowBytes, key, row, bytes);
  }

  /** Gives the native iterator back to its pool. */
  public void release() {
    if (versions != null) {
      versions.park();
    }
  }

  /** Ends the reader. Idempotent. */
  @Override
  public void close() {
    if (versions != null) {
      versions.close();
    }
  }
}
