/**
 * Statements that read: scans, gets, and the rows that updates and deletes select.
 *
 * <p>Read {@link io.ashlar.rows.scan.KeyWalk} first: it walks a plan, entry by entry, and leads
 * from entries to rows. {@link io.ashlar.rows.scan.RowSource} resolves columns in keys and values
 * without decoding the others, {@link io.ashlar.rows.scan.RowWindow} shows them to users, {@link
 * io.ashlar.rows.scan.RowSelection} runs an update or delete in two phases, {@link
 * io.ashlar.rows.scan.LockingWalk} shows rows for an update, {@link
 * io.ashlar.rows.scan.SortingWalk} puts them into an order that no key gives, and {@link
 * io.ashlar.rows.scan.ScanStatements} makes it all for tables.
 *
 * <p>{@link io.ashlar.rows.scan.AggregateStatement} and {@link io.ashlar.rows.scan.GroupStatement}
 * give what a walk meets to {@code io.ashlar.rows.aggregate}; {@link
 * io.ashlar.rows.scan.BatchGetStatement} reads many keys in their order.
 *
 * <p>Users need not close gets, updates and deletes; so these borrow their off-heap memory as a
 * {@link io.ashlar.rows.scan.Workspace} for each execution. Only a prepared scan keeps one.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.plan}, {@code io.ashlar.rows.predicate} and {@code
 * io.ashlar.rows.table} below; {@code io.ashlar.rows.database} wires it in. <b>Threads</b>:
 * everything but {@link io.ashlar.rows.scan.ScanStatements} belongs to one thread at a time.
 * <b>Errors</b>: {@link io.ashlar.error.IllegalUseException} for a window that stands on no row,
 * {@link io.ashlar.error.CorruptionException} for an entry without its row.
 */
package io.ashlar.rows.scan;
