/**
 * History on RocksDB: the versions that commits have superseded, for tables that keep them.
 *
 * <p>Read {@link io.ashlar.mvcc.history.HistoryRecorder} first: the leader of a commit group asks
 * it to keep what each write supersedes, in the same batch. {@link
 * io.ashlar.mvcc.history.HistoryReader} finds the version of one key at a time in the past, {@link
 * io.ashlar.mvcc.history.HistoryCursor} those of a range. {@link
 * io.ashlar.mvcc.history.HistoryExpiry} lets go what is older than its keyspace keeps.
 *
 * <p><b>Bytes on disk</b>, in the column family {@code history}:
 *
 * <pre>
 * key    keyspace id (4) | bucket (4) | key without its keyspace id | end (8)      big-endian
 * value  the superseded value as it was, its commit timestamp in its header
 * </pre>
 *
 * <p>The <i>end</i> is the commit timestamp that superseded or deleted the version, the bucket the
 * milliseconds of the end divided by the keyspace's {@link io.ashlar.store.HistoryPolicy#bucketMs}.
 * A version was the newest from its own timestamp, inclusive, to its end, exclusive. Expiring the
 * past is one range deletion of the lowest buckets.
 *
 * <p>What was at a time T: the newest version if its timestamp is at most T; otherwise the version
 * with the least end above T, if its timestamp is at most T; otherwise nothing. Everything is read
 * at one pinned state, so that neither commits nor expiry change the answer meanwhile.
 *
 * <p><b>Threads</b>: the recorder belongs to the leader, expiry to the syncer's thread, readers and
 * cursors to one thread at a time, the registry to all. <b>Errors</b>: {@link
 * io.ashlar.error.HistoryUnavailableException} for times that are not covered. <b>Neighbours</b>:
 * {@link io.ashlar.store}, {@link io.ashlar.mvcc.commit} and engine below, {@code
 * io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.history;
