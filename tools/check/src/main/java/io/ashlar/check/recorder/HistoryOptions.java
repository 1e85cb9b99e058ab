package io.ashlar.check.recorder;

import io.ashlar.transaction.IsolationLevel;

/**
 * What to record.
 *
 * @param workload the kind of transactions
 * @param isolation their level
 * @param threads how many run at once
 * @param transactions how many in all, aborted ones included
 * @param keys how many keys are in use at a time, at least 2
 * @param seed makes the same plans again; what they meet differs from run to run
 */
public record HistoryOptions(
    HistoryWorkload workload,
    IsolationLevel isolation,
    int threads,
    int transactions,
    int keys,
    long seed) {}
