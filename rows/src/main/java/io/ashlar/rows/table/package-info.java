/**
 * Tables: what users hold, how transactions meet them, and the one place that changes rows.
 *
 * <p>Read {@link io.ashlar.rows.table.RowMutator} first: every insert, update and delete goes
 * through it, so that rows and index entries cannot part. {@link io.ashlar.rows.table.TableHandle}
 * carries the published definition; {@link io.ashlar.rows.table.TransactionHandle} fixes the one by
 * which a transaction works and keeps schema changes out; {@link io.ashlar.rows.table.Assigned}
 * holds the values of a statement between its setters and its execution.
 *
 * <p>{@link io.ashlar.rows.table.AsyncCommit} is the result of a commit that nobody waits for.
 *
 * <p>Statements that select rows come from above through {@link
 * io.ashlar.rows.table.StatementFactory}.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.catalog}, txn and codec below; {@code
 * io.ashlar.rows.plan}, {@code io.ashlar.rows.read} and {@code io.ashlar.rows.database} above.
 * <b>Threads</b>: handles of tables are shared; statements, mutators and transactions belong to one
 * thread at a time. <b>Errors</b>: those of {@link io.ashlar.error}; a statement that fails has
 * changed nothing.
 */
package io.ashlar.rows.table;
