/**
 * The commit pipeline: how a write set gets its place in commit order.
 *
 * <p>Read {@link io.ashlar.mvcc.commit.CommitPipeline} first. Committing threads queue their {@link
 * io.ashlar.mvcc.commit.PendingCommit}; one of them leads, and does for a whole {@link
 * io.ashlar.mvcc.commit.CommitGroup} what each would have to do for itself: validate, stamp, write,
 * publish. What else must learn of each write, such as history, hints and watches, is a {@link
 * io.ashlar.mvcc.commit.CommitObserver}.
 *
 * <p><b>Bytes on disk</b>: family catalog, key {@code 00 00 00 00 01}: the ceiling of the clock, as
 * format byte 1, 8 bytes zero, 8 bytes big-endian timestamp. Keyspace 0 is the store's own.
 *
 * <p><b>Threads</b>: any may commit; whoever leads owns group, batch and windows until it steps
 * down. A commit allocates nothing but its state's snapshot. <b>Errors</b>: {@link
 * io.ashlar.error.WriteConflictException}, {@link io.ashlar.error.SerializationConflictException},
 * {@link io.ashlar.error.OutOfSpaceException}; what leaves open whether something was written
 * poisons the store. <b>Neighbours</b>: {@link io.ashlar.mvcc.window}, {@link io.ashlar.mvcc.state}
 * and {@link io.ashlar.mvcc.log} below; {@code io.ashlar.mvcc.history}, {@code io.ashlar.mvcc.seek}
 * and {@code io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.commit;
