package io.ashlar.ingest;

import java.time.Duration;

/**
 * How long rows have taken from their submit until they were as durable as their writer was asked
 * for, since it was started. Rows that were dropped or failed are not counted. Percentiles are at
 * most 1/16 too long.
 *
 * @param p50 half of the rows took no longer
 * @param p95 95 of a hundred took no longer
 * @param p99 99 of a hundred took no longer
 * @param max the longest, exactly
 */
public record WriterLatency(Duration p50, Duration p95, Duration p99, Duration max) {}
