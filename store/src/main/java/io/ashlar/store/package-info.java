/**
 * The versioned store: what transactions and tables know of storage, and nothing else.
 *
 * <p>Read {@link io.ashlar.store.VersionedStore} first. It hands out {@link
 * io.ashlar.store.ReadView views} (a commit timestamp with everything committed up to it), {@link
 * io.ashlar.store.StoreCursor cursors} over a view, and {@link io.ashlar.store.Committer
 * committers} that apply a buffered write set at once, and refuse it when what a serializable one
 * has {@linkplain io.ashlar.store.ReadSource read} was changed. Two stores stand behind it: one on
 * RocksDB for use, which {@link io.ashlar.store.provider.StoreProvider} finds, one on a map in
 * memory for tests; one conformance suite holds both.
 *
 * <p><b>Keys</b> are byte strings in unsigned order whose first four bytes are a big-endian
 * keyspace id; ids below {@link io.ashlar.store.VersionedStore#FIRST_FREE_KEYSPACE} belong to the
 * catalog. <b>Values</b> start as {@link io.ashlar.codec.row.RowFormat} lays down: a format byte,
 * then an eight-byte slot that the store fills with the commit timestamp.
 *
 * <p><b>Threads</b>: the store is shared; a view, a cursor and a committer belong to one thread at
 * a time. <b>Errors</b>: only those of {@link io.ashlar.error}. <b>Neighbours</b>: codec below, txn
 * above, and of what users see {@link io.ashlar.transaction.Durability}; no RocksDB type, column,
 * schema or lock wait is known here.
 */
package io.ashlar.store;
