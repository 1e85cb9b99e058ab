package io.ashlar.mvcc.embedded;

import io.ashlar.engine.EngineBatch;

/** The write-ahead log as the pipeline uses it; tests put failing and slow ones in its place. */
interface LogDevice {

  /**
   * Writes a batch to the log and the memtable, not synced.
   *
   * @throws io.ashlar.error.OutOfSpaceException when the batch was refused before a byte of it was
   *     written; every other failure leaves open what was written
   */
  void write(EngineBatch batch);

  /** Syncs everything written so far. Never throws {@code OutOfSpaceException}. */
  void sync();

  /** Looks how much space is left; called about once a second. */
  void refreshSpace();

  /**
   * Lets a write fail that would wait for ever; called about once a second, by one thread.
   *
   * @return whether writes wait now, so that the caller had better not write
   */
  boolean freeStuckWrite();
}
