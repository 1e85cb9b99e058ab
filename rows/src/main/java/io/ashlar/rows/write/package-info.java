/**
 * Statements that change rows.
 *
 * <p>Read {@link io.ashlar.rows.write.RowSelection} first: it runs an update or delete in two
 * phases. {@link io.ashlar.rows.write.ComputedColumns} computes what an {@link
 * io.ashlar.rows.write.UpdateStatement} sets from the row as it was.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.walk}, {@code io.ashlar.rows.plan} and {@code
 * io.ashlar.rows.table} below. <b>Threads</b>: a statement belongs to one thread at a time.
 * <b>Errors</b>: those of {@link io.ashlar.error}; a statement that fails has changed nothing.
 */
package io.ashlar.rows.write;
