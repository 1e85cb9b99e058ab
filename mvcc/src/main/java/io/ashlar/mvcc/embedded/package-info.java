/**
 * The versioned store on RocksDB: one writer, many readers, and the order between them. This room
 * puts the store together, opens, repairs and closes it, and holds what users of the seam get:
 * views, cursors, committers.
 *
 * <p>Read {@link io.ashlar.mvcc.embedded.EmbeddedStore} first, then {@link
 * io.ashlar.mvcc.commit.CommitPipeline} (how a write set gets its place in commit order), {@link
 * io.ashlar.mvcc.log.WalSyncer} (how it becomes durable) and {@link
 * io.ashlar.mvcc.state.StatePointers} (how readers get a state without a lock).
 *
 * <pre>
 *   client -&gt; CommitPipeline: validate -&gt; stamp -&gt; one batch -&gt; view S(ts) -&gt; "ordered"
 *                 |  RecentCommits (conflicts)      |  StatePointers.written
 *                 |  OrderedWindow (ranges read)    |
 *                 |  CommitObservers (history,      |
 *                 |  resident ranges, recent values, |
 *                 |  hints, watches)                 |
 *                 v                                 v
 *             WalSyncer: target = written -&gt; sync -&gt; StatePointers.durable -&gt; "acknowledged"
 * </pre>
 *
 * <p>Between "ordered" and "acknowledged" either the committing thread waits, or the commit is
 * detached: a {@link io.ashlar.mvcc.log.SyncWait} of the syncer's own stands for it and a listener
 * is told, once, by whoever syncs, poisons or closes.
 *
 * <p><b>Bytes on disk</b>, beside the rows: the ceiling of the clock ({@link
 * io.ashlar.mvcc.commit}), the file {@code DURABLE} ({@link io.ashlar.mvcc.log}) and history
 * ({@link io.ashlar.mvcc.history}).
 *
 * <p><b>Threads</b>: each store has one, the syncer's, which also keeps the ceiling ahead,
 * refreshes the durable mark and reclaims keyspaces; it ends with the store. <b>Errors</b>: those
 * of {@link io.ashlar.error}; a failed log poisons the store. <b>Neighbours</b>: {@link
 * io.ashlar.mvcc}, engine, codec and the other rooms of this module below. Next room: {@code
 * io.ashlar.txn}.
 */
package io.ashlar.mvcc.embedded;
