/**
 * The write-ahead log: what is written to it, when it is synced, who waits for that, and what is
 * known to be on disk.
 *
 * <p>Read {@link io.ashlar.mvcc.log.WalSyncer} first: it syncs, moves the durable state on and has
 * {@code SyncWaiters} wake those who wait, each by a {@link io.ashlar.mvcc.log.SyncWait}. It knows
 * no commits. {@link io.ashlar.mvcc.log.LogDevice} is the log as it is written to; {@link
 * io.ashlar.mvcc.log.EngineLog} guards the space before it. {@link io.ashlar.mvcc.log.Poison} says
 * that it has failed, {@link io.ashlar.mvcc.log.DurableMark} how much of it was durable.
 *
 * <p><b>Bytes on disk</b>, file {@code DURABLE}: two slots of 48 bytes at 0 and 4096, written in
 * turn: magic {@code 41 53 48 4c 44 55 52 31} (ASHLDUR1), turn, timestamp, sequence (8 bytes
 * big-endian each), CRC32C of these 32 bytes (8 bytes big-endian), 8 bytes zero. Created whole with
 * the first slot; without any whole slot it is damaged.
 *
 * <p><b>Threads</b>: one of its own, {@code ashlar-wal-sync-<name>}, which syncs, tells listeners
 * of users, and does the store's {@link io.ashlar.mvcc.log.Upkeep}; it ends with the store. One
 * thread writes at a time, the leader of the pipeline; any thread may wait. <b>Errors</b>: those of
 * {@link io.ashlar.error}; a log that fails poisons the store. <b>Neighbours</b>: {@link
 * io.ashlar.mvcc.state} and engine below, {@code io.ashlar.mvcc.commit} and {@code
 * io.ashlar.mvcc.embedded} above.
 */
package io.ashlar.mvcc.log;
