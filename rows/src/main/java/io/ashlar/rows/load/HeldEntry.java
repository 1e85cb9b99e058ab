package io.ashlar.rows.load;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import org.agrona.DirectBuffer;

/** A copy of one entry, for when its source has gone on. One owner. */
final class HeldEntry implements SortEntry, AutoCloseable {

  private static final int INITIAL_BYTES = 1_024;

  private final PooledBuffer memory;
  private int keyLength;
  private int valueLength;
  private long number;
  private boolean held;

  HeldEntry(BufferPool pool) {
    this.memory = pool.acquire(INITIAL_BYTES);
  }

  /** Copies an entry, in place of the one before. */
  void hold(SortEntry entry) {
    keyLength = entry.keyLength();
    valueLength = entry.valueLength();
    number = entry.number();
    memory.ensureCapacity(keyLength + valueLength);
    memory.buffer().putBytes(0, entry.buffer(), entry.keyOffset(), keyLength);
    memory.buffer().putBytes(keyLength, entry.buffer(), entry.valueOffset(), valueLength);
    held = true;
  }

  boolean isHeld() {
    return held;
  }

  boolean hasKeyOf(SortEntry entry) {
    return UnsignedBytes.equal(
        buffer(), 0, keyLength, entry.buffer(), entry.keyOffset(), entry.keyLength());
  }

  @Override
  public DirectBuffer buffer() {
    return memory.buffer();
  }

  @Override
  public int keyOffset() {
    return 0;
  }

  @Override
  public int keyLength() {
    return keyLength;
  }

  @Override
  public int valueOffset() {
    return keyLength;
  }

  @Override
  public int valueLength() {
    return valueLength;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void close() {
    memory.close();
  }
}
