/**
 * From a plan to the rows that it selects, in a transaction.
 *
 * <p>Read {@link io.ashlar.rows.walk.KeyWalk} first: it walks a plan, {@linkplain
 * io.ashlar.rows.walk.EntryWalk entry by entry}, and leads {@linkplain io.ashlar.rows.walk.RowFetch
 * from entries to rows}. Where a table has partitions it does so in each of them: {@link
 * io.ashlar.rows.walk.ChainedWalk} takes one after the other, {@link
 * io.ashlar.rows.walk.MergedWalk} all at once by their keys. {@link
 * io.ashlar.rows.walk.SortingWalk} puts rows into an order that no key gives, {@link
 * io.ashlar.rows.walk.LockingWalk} locks them before it shows them, and {@link
 * io.ashlar.rows.walk.CachingWalk} keeps them for the next who asks. {@link
 * io.ashlar.rows.walk.Walks} puts together what a plan needs.
 *
 * <p>Users need not close gets, updates and deletes; so these borrow their off-heap memory as a
 * {@link io.ashlar.rows.walk.Workspace} for each execution. Only a prepared scan keeps one.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.plan}, {@code io.ashlar.rows.row}, {@code
 * io.ashlar.rows.resume}, {@code io.ashlar.rows.resultcache} and {@code io.ashlar.rows.partition}
 * below; {@code io.ashlar.rows.read} and {@code io.ashlar.rows.write} above. <b>Threads</b>:
 * everything but {@link io.ashlar.rows.walk.WorkspacePool} belongs to one thread at a time, which
 * is inside of the transaction while a walk moves: so no walk asks whether that has ended.
 * <b>Errors</b>: {@link io.ashlar.error.CorruptionException} for an entry without its row.
 */
package io.ashlar.rows.walk;
