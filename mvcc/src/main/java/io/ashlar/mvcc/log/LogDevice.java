package io.ashlar.mvcc.log;

import io.ashlar.engine.EngineBatch;

/** The write-ahead log as the pipeline uses it; tests put failing and slow ones in its place. */
public interface LogDevice {

  /**
   * Writes a batch to the log and the memtable, not synced.
   *
   * @param batch what is written
   * @param need how much of the space that is kept free the batch may use
   * @throws io.ashlar.error.OutOfSpaceException when the batch was refused before a byte of it was
   *     written; every other failure leaves open what was written
   */
  void write(EngineBatch batch, WriteNeed need);

  /** Syncs everything written so far. Never throws {@code OutOfSpaceException}. */
  void sync();

  /** Looks how much space is left; called about once a second. */
  void refreshSpace();

  /**
   * Whether ordinary writes would be refused for want of space.
   *
   * @return as of the last look
   */
  boolean spaceLow();

  /**
   * Lets a write fail that would wait for ever; called about once a second, by one thread.
   *
   * @return whether writes wait now, so that the caller had better not write
   */
  boolean freeStuckWrite();
}
