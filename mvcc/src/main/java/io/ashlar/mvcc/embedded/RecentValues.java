package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.mvcc.window.RecentCommits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Values of keys that are written again and again, so that reading a hot row does not go through
 * the native engine: a table of fixed slots, one for many hashes, the last one written stays.
 *
 * <p>What makes an entry right: it holds the timestamp T at which its value was committed, and is
 * used for a view V only if {@code T <= V} and the window of recent commits says that T is the
 * newest commit of the key's hash. Every commit is recorded in the window before a view that
 * contains it can be pinned. So between T and V nobody wrote or deleted the key, or the window
 * would say so; and an entry whose key was deleted, or whose commit failed, is never used again.
 * What has left the window is not answered from here.
 *
 * <pre>
 * header 0  sequence, odd while the slot is being written
 *        1  hash
 *        2  timestamp
 *        3  length of the key (upper half), of the value (lower half)
 * bytes  0  key, then value
 * </pre>
 *
 * <p>Written by the leader of the pipeline alone; read by any thread, optimistically: a reader
 * copies and then looks whether the sequence is still the one it began with. Allocates nothing.
 */
final class RecentValues implements CommitObserver {

  /** The answer of {@link #read} for what is not here. */
  static final int UNKNOWN = -2;

  private static final int SLOTS = 1 << 10;
  private static final int SLOT_BYTES = 480;
  private static final int HEADER = 4;

  /** What it takes, always. */
  static final long BYTES = (long) SLOTS * (SLOT_BYTES + HEADER * Long.BYTES);

  private static final int HASH = 1;
  private static final int TIMESTAMP = 2;
  private static final int LENGTHS = 3;
  private static final int MAX_KEY_BYTES = 64;
  private static final int MAX_VALUE_BYTES = SLOT_BYTES - MAX_KEY_BYTES;

  private static final VarHandle SEQUENCE = MethodHandles.arrayElementVarHandle(long[].class);

  private final RecentCommits window;

  /** Apart from the bytes, since in an array of bytes no access has an order that others see. */
  private final long[] headers = new long[SLOTS * HEADER];

  private final MutableDirectBuffer memory = Flyweights.wrap(new byte[SLOTS * SLOT_BYTES]);

  /** An empty table of values that the window vouches for. */
  RecentValues(RecentCommits window) {
    this.window = window;
  }

  private static int slot(long hash) {
    // The top bits choose the window's stripe, the lowest its slot there.
    return (int) (hash >>> 20) & (SLOTS - 1);
  }

  @Override
  public void begin(long newest) {
    // Each entry has a timestamp of its own.
  }

  /**
   * {@inheritDoc}
   *
   * <p>The value is kept if the key was written not long ago and both are short.
   */
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
    if (keyLength > MAX_KEY_BYTES
        || valueLength > MAX_VALUE_BYTES
        || window.newest(hash) == RecentCommits.NONE) {
      return;
    }
    int slot = slot(hash);
    int header = slot * HEADER;
    long sequence = headers[header];
    assert (sequence & 1) == 0 : "one writer";
    headers[header] = sequence + 1;
    VarHandle.fullFence();
    headers[header + HASH] = hash;
    headers[header + TIMESTAMP] = timestamp;
    headers[header + LENGTHS] = ((long) keyLength << Integer.SIZE) | valueLength;
    int at = slot * SLOT_BYTES;
    memory.putBytes(at, key, keyOffset, keyLength);
    memory.putBytes(at + keyLength, value, valueOffset, valueLength);
    SEQUENCE.setRelease(headers, header, sequence + 2);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The value of the key is forgotten: the same commit may have put it before.
   */
  @Override
  public void delete(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength) {
    int header = slot(hash) * HEADER;
    if (headers[header + HASH] == hash) {
      long sequence = headers[header];
      headers[header] = sequence + 1;
      VarHandle.fullFence();
      headers[header + TIMESTAMP] = Long.MAX_VALUE;
      SEQUENCE.setRelease(headers, header, sequence + 2);
    }
  }

  /**
   * The value of a key at a view.
   *
   * @param viewTimestamp timestamp of a pinned view
   * @param into receives the value; its content is undefined when the answer is not a length
   * @return the length of the value, or {@link #UNKNOWN}
   */
  int read(
      long hash, DirectBuffer key, int offset, int length, long viewTimestamp, PooledBuffer into) {
    int slot = slot(hash);
    int header = slot * HEADER;
    long sequence = (long) SEQUENCE.getVolatile(headers, header);
    if ((sequence & 1) != 0 || headers[header + HASH] != hash) {
      return UNKNOWN;
    }
    long timestamp = headers[header + TIMESTAMP];
    long lengths = headers[header + LENGTHS];
    int valueLength = (int) lengths;
    int at = slot * SLOT_BYTES;
    // Under a writer's hands these may be of different entries: nothing is believed yet.
    if (timestamp > viewTimestamp
        || lengths >>> Integer.SIZE != length
        || !UnsignedBytes.equal(memory, at, length, key, offset, length)) {
      return UNKNOWN;
    }
    into.ensureCapacity(valueLength);
    into.buffer().putBytes(0, memory, at + length, valueLength);
    VarHandle.acquireFence();
    return headers[header] == sequence && window.newest(hash) == timestamp ? valueLength : UNKNOWN;
  }
}
