package io.ashlar.expire;

/**
 * What a sweeper has done since it was started.
 *
 * @param rounds how often it was through with all tables
 * @param rowsRead rows that it has looked at
 * @param rowsRemoved rows that had expired and were removed
 * @param rowsBusy rows that were left because somebody had them, or what belongs to them, locked
 * @param partitionsDropped partitions that were kept no longer
 * @param failures rounds that a failure has cut short
 */
public record SweepStatistics(
    long rounds,
    long rowsRead,
    long rowsRemoved,
    long rowsBusy,
    long partitionsDropped,
    long failures) {}
