package io.ashlar.store;

/**
 * What a store can do, beyond what every store must.
 *
 * @param maxKeyBytes longest key, keyspace id included
 * @param maxValueBytes longest value, header included
 * @param rowLocks whether locks held by transactions of this process suffice to exclude every other
 *     writer; without them a lost update is caught at commit only
 * @param earlyLockRelease whether {@link OrderedListener#ordered} comes before the commit is
 *     durable
 * @param durable whether commits survive the end of the process
 * @param ingest whether entries can come in beside commits, by {@link VersionedStore#newIngest}
 */
public record StoreCapabilities(
    int maxKeyBytes,
    int maxValueBytes,
    boolean rowLocks,
    boolean earlyLockRelease,
    boolean durable,
    boolean ingest) {}
