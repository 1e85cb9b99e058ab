/**
 * The versioned store on RocksDB: one writer, many readers, and the order between them.
 *
 * <p>Read {@link io.ashlar.mvcc.embedded.EmbeddedStore} first, then {@code CommitPipeline} (how a
 * write set gets its place in commit order), {@code WalSyncer} (how it becomes durable) and {@code
 * StatePointers} (how readers get a state without a lock).
 *
 * <pre>
 *   client -&gt; CommitPipeline: validate -&gt; stamp -&gt; one batch -&gt; view S(ts) -&gt; "ordered"
 *                 |  RecentCommits (conflicts)      |  StatePointers.written
 *                 |  OrderedWindow (ranges read)    |
 *                 |  SeekHints (where scans begin)  |
 *                 v                                 v
 *             WalSyncer: target = written -&gt; sync -&gt; StatePointers.durable -&gt; "acknowledged"
 * </pre>
 *
 * <p>Between "ordered" and "acknowledged" either the committing thread waits, or the commit is
 * detached: a {@code PendingCommit} of the syncer's own stands for it and a listener is told, once,
 * by whoever syncs, poisons or closes.
 *
 * <p><b>Bytes on disk</b>, beside the rows:
 *
 * <table>
 *   <caption>What this package stores</caption>
 *   <tr><th>where</th><th>what</th></tr>
 *   <tr><td>family catalog, key {@code 00 00 00 00 01}</td><td>ceiling of the clock: format byte
 *       1, 8 bytes zero, 8 bytes big-endian timestamp. Keyspace 0 is the store's own.</td></tr>
 *   <tr><td>file {@code DURABLE}</td><td>two slots of 48 bytes at 0 and 4096, written in turn:
 *       magic {@code 41 53 48 4c 44 55 52 31} (ASHLDUR1), turn, timestamp, sequence (8 bytes
 *       big-endian each), CRC32C of these 32 bytes (8 bytes big-endian). Created whole with the
 *       first slot; without any whole slot it is damaged</td></tr>
 * </table>
 *
 * <p><b>Threads</b>: each store has one, {@code ashlar-wal-sync-<name>}, which syncs, keeps the
 * ceiling ahead, refreshes the durable mark and reclaims keyspaces; it ends with the store.
 * <b>Errors</b>: those of {@link io.ashlar.error}; a failed log poisons the store.
 * <b>Neighbours</b>: {@link io.ashlar.mvcc}, engine and codec. Next room: {@code io.ashlar.txn}.
 */
package io.ashlar.mvcc.embedded;
