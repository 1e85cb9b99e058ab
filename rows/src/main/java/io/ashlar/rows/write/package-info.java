/**
 * Statements that change rows, and the one place where rows and index entries are changed.
 *
 * <p>Read {@link io.ashlar.rows.write.RowMutator} first: every insert, update and delete goes
 * through it, so that rows and index entries cannot part; {@link io.ashlar.rows.write.Mutators}
 * keeps those of a table. {@link io.ashlar.rows.write.RowSelection} runs an update or delete in two
 * phases, by what {@code SelectionPlan} has chosen, and {@link
 * io.ashlar.rows.write.ComputedColumns} computes what an {@link
 * io.ashlar.rows.write.UpdateStatement} sets from the row as it was. {@link
 * io.ashlar.rows.write.RowChanges} changes single rows for writers. {@code References} tells what a
 * changed row references since, and {@code ReferenceWork} does what foreign keys ask of a
 * statement.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.walk}, {@code io.ashlar.rows.entry} and {@code
 * io.ashlar.rows.session} below; {@code io.ashlar.rows.table} and {@code io.ashlar.rows.ingest}
 * above. <b>Threads</b>: {@link io.ashlar.rows.write.Mutators} are shared; statements and mutators
 * belong to one thread at a time. <b>Errors</b>: those of {@link io.ashlar.error}; a statement that
 * fails has changed nothing.
 */
package io.ashlar.rows.write;
