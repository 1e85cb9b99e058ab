package io.ashlar.rows.ingest;

import io.ashlar.codec.value.Durations;
import io.ashlar.ingest.WriterOptions;

/**
 * How much may wait for one of the threads of a writer, and how much of it is a batch.
 *
 * @param rows most rows
 * @param blocks most blocks of memory
 * @param batchRows rows of a batch
 * @param batchBlocks blocks of a batch
 * @param delayNs how long the first row of a batch waits, in nanoseconds
 */
record QueueBounds(int rows, int blocks, int batchRows, int batchBlocks, long delayNs) {

  private static final int MIN_BYTES = 4 << 10;

  /** The share of one thread in what the options say. */
  static QueueBounds of(WriterOptions options) {
    int rows = Math.max(1, options.queueRows() / options.concurrency());
    int bytes = Math.max(MIN_BYTES, options.queueBytes() / options.concurrency());
    int blocks = bytes / BlockMemory.BLOCK_BYTES;
    int batchBlocks = Math.max(1, options.batchBytes() / BlockMemory.BLOCK_BYTES);
    return new QueueBounds(
        rows,
        blocks,
        Math.min(rows, options.batchRows()),
        Math.min(blocks, batchBlocks),
        Durations.toNanos(options.batchDelay()));
  }
}
