package io.ashlar.ingest;

import java.time.Duration;
import java.util.Map;

/**
 * What a writer does and has done since it was started. Numbers are read one after the other while
 * others go on, so they may not add up exactly.
 *
 * @param rowsWaiting rows that are in the queue, those that are being committed included
 * @param bytesWaiting the memory that they take
 * @param oldestAge how long the oldest of them that is not being committed has waited, zero when
 *     there is none
 * @param flushes batches by why they were begun; has every cause
 * @param batchesCommitted commits, parts of batches that were split included
 * @param rowsWritten rows that commits have taken, deletes of rows that were not there included
 * @param rowsFailed rows that were given to the handler
 * @param rowsRefused rows that producers got an exception for, as there was no room for them or the
 *     store refused writes
 * @param rowsDropped rows that were dropped, by why; has every cause
 * @param latency from submit to durable
 * @param breaker whether the store takes commits
 */
public record WriterStatistics(
    long rowsWaiting,
    long bytesWaiting,
    Duration oldestAge,
    Map<FlushCause, Long> flushes,
    long batchesCommitted,
    long rowsWritten,
    long rowsFailed,
    long rowsRefused,
    Map<DropCause, Long> rowsDropped,
    WriterLatency latency,
    BreakerState breaker) {}
