package io.ashlar.store;

/**
 * Counters of a store since it was opened, read one after the other, not as one instant.
 *
 * @param commits commits that were ordered
 * @param groups commit groups that were written
 * @param largestGroup most commits that were written together
 * @param syncs fsyncs of the write-ahead log
 * @param syncNs time that they took together
 * @param maxSyncNs the longest
 * @param syncWaits commits that waited for an fsync, those that nobody waited for included
 * @param syncWaitNs time from their order to their acknowledgement, together
 * @param conflicts commits refused because a key was changed
 * @param pinnedViews views pinned now
 * @param oldestViewTimestamp timestamp of the oldest pinned view, or the newest timestamp if none
 *     is
 * @param newestTimestamp timestamp of the newest ordered commit
 * @param acknowledgedTimestamp timestamp of the newest acknowledged state
 * @param durableTimestamp timestamp of the newest durable state
 * @param bytesOnDisk size of the store's files
 */
public record StoreStatistics(
    long commits,
    long groups,
    long largestGroup,
    long syncs,
    long syncNs,
    long maxSyncNs,
    long syncWaits,
    long syncWaitNs,
    long conflicts,
    int pinnedViews,
    long oldestViewTimestamp,
    long newestTimestamp,
    long acknowledgedTimestamp,
    long durableTimestamp,
    long bytesOnDisk) {}
