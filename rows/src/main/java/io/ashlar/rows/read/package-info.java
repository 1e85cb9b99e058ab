/**
 * Statements that read: scans, gets, aggregates and groups, with the cursors that show what they
 * find.
 *
 * <p>Read {@link io.ashlar.rows.read.ScanRequest} first: it collects what a scan asks for and makes
 * what runs it, such as a {@link io.ashlar.rows.read.PreparedScanStatement}. {@link
 * io.ashlar.rows.read.AggregateStatement} and {@link io.ashlar.rows.read.GroupStatement} give what
 * a walk meets to {@code io.ashlar.rows.aggregate}; {@link io.ashlar.rows.read.GetStatement} reads
 * one row by a key, and {@link io.ashlar.rows.read.BatchGetStatement} many keys in their order.
 *
 * <p>A statement is inside of its transaction while it runs; a cursor enters again for each move
 * ({@code CursorTransaction}), which tells it whether that has ended. Its getters stay outside.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.walk}, {@code io.ashlar.rows.plan} and {@code
 * io.ashlar.rows.entry} below. <b>Threads</b>: a statement belongs to one thread at a time.
 * <b>Errors</b>: {@link io.ashlar.error.IllegalUseException} for a statement that is used in two
 * ways at once.
 */
package io.ashlar.rows.read;
