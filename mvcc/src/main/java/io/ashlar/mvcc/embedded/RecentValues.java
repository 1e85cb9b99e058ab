package io.ashlar.mvcc.embedded;

import io.ashlar.codec.memory.PooledBuffer;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

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
 * slot   0  sequence (8), odd while the slot is being written
 *        8  hash (8)
 *       16  timestamp (8)
 *       24  length of the key (4), of the value (4)
 *       32  key
 *       96  value
 * </pre>
 *
 * <p>Written by the leader of the pipeline alone; read by any thread, optimistically: a reader
 * copies and then looks whether the sequence is still the one it began with. Allocates nothing.
 */
final class RecentValues {

  /** The answer of {@link #read} for what is not here. */
  static final int UNKNOWN = -2;

  private static final int SLOTS = 1 << 10;
  private static final int SLOT_BYTES = 512;

  /** What it takes, always. */
  static final long BYTES = (long) SLOTS * SLOT_BYTES;

  private static final int HASH = 8;
  private static final int TIMESTAMP = 16;
  private static final int KEY_LENGTH = 24;
  private static final int VALUE_LENGTH = 28;
  private static final int KEY = 32;
  private static final int VALUE = 96;
  private static final int MAX_KEY_BYTES = VALUE - KEY;
  private static final int MAX_VALUE_BYTES = SLOT_BYTES - VALUE;

  private final RecentCommits window;
  private final UnsafeBuffer memory = new UnsafeBuffer(new byte[SLOTS * SLOT_BYTES]);

  /** An empty table of values that the window vouches for. */
  RecentValues(RecentCommits window) {
    this.window = window;
  }

  private static int slot(long hash) {
    // The top bits choose the window's stripe, the lowest its slot there.
    return ((int) (hash >>> 20) & (SLOTS - 1)) * SLOT_BYTES;
  }

  /**
   * Offers the value of a key that is being committed; kept if the key was written not long ago and
   * both are short. Called by the leader, before the window has recorded the commit.
   */
  void offer(
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
    int at = slot(hash);
    long sequence = memory.getLong(at);
    assert (sequence & 1) == 0 : "one writer";
    memory.putLong(at, sequence + 1);
    VarHandle.fullFence();
    memory.putLong(at + HASH, hash);
    memory.putLong(at + TIMESTAMP, timestamp);
    memory.putInt(at + KEY_LENGTH, keyLength);
    memory.putInt(at + VALUE_LENGTH, valueLength);
    memory.putBytes(at + KEY, key, keyOffset, keyLength);
    memory.putBytes(at + VALUE, value, valueOffset, valueLength);
    memory.putLongRelease(at, sequence + 2);
  }

  /**
   * Forgets the value of a key that is being deleted: the same commit may have offered it before.
   * Called by the leader.
   */
  void drop(long hash) {
    int at = slot(hash);
    if (memory.getLong(at + HASH) == hash) {
      long sequence = memory.getLong(at);
      memory.putLong(at, sequence + 1);
      VarHandle.fullFence();
      memory.putLong(at + TIMESTAMP, Long.MAX_VALUE);
      memory.putLongRelease(at, sequence + 2);
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
    int at = slot(hash);
    long sequence = memory.getLongVolatile(at);
    if ((sequence & 1) != 0 || memory.getLong(at + HASH) != hash) {
      return UNKNOWN;
    }
    long timestamp = memory.getLong(at + TIMESTAMP);
    int valueLength = memory.getInt(at + VALUE_LENGTH);
    // Under a writer's hands any of these may be of another entry: nothing is believed yet.
    if (timestamp > viewTimestamp
        || memory.getInt(at + KEY_LENGTH) != length
        || length > MAX_KEY_BYTES
        || valueLength < 0
        || valueLength > MAX_VALUE_BYTES
        || !sameKey(at, key, offset, length)) {
      return UNKNOWN;
    }
    into.ensureCapacity(valueLength);
    into.buffer().putBytes(0, memory, at + VALUE, valueLength);
    VarHandle.acquireFence();
    return memory.getLong(at) == sequence && window.newest(hash) == timestamp
        ? valueLength
        : UNKNOWN;
  }

  private boolean sameKey(int at, DirectBuffer key, int offset, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (memory.getLong(at + KEY + i) != key.getLong(offset + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (memory.getByte(at + KEY + i) != key.getByte(offset + i)) {
        return false;
      }
    }
    return true;
  }
}
