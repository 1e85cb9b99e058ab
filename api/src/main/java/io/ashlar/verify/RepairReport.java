package io.ashlar.verify;

/**
 * What {@link io.ashlar.Database#repair} has given up. Commit timestamps are milliseconds since
 * 1970, shifted left by 20 bits, plus a counter.
 *
 * @param newestTimestamp commit timestamp of the newest row that is left, 0 when there is none; all
 *     commits up to it are there, and after it only such as may have deleted rows
 * @param durableTimestamp commits up to this timestamp had been durable: those between the two are
 *     gone, and perhaps later ones; 0 when that was not to be read any more
 * @param recoveredChanges how many changes of keys are left, counted from the store's creation
 * @param durableChanges how many had been durable; 0 when that was not to be read any more
 */
public record RepairReport(
    long newestTimestamp, long durableTimestamp, long recoveredChanges, long durableChanges) {}
