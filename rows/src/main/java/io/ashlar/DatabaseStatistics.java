package io.ashlar;

/**
 * Counters of a database since it was opened, and sizes as they are now.
 *
 * @param commits commits that were ordered
 * @param groups commit groups that were written
 * @param syncs fsyncs of the write-ahead log
 * @param conflicts commits refused because a key had been changed
 * @param openTransactions transactions that have begun and not ended
 * @param pooledBytes bytes of idle buffers
 * @param bytesOnDisk size of the files
 */
public record DatabaseStatistics(
    long commits,
    long groups,
    long syncs,
    long conflicts,
    int openTransactions,
    long pooledBytes,
    long bytesOnDisk) {}
