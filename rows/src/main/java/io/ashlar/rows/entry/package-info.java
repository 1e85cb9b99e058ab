/**
 * Keys, rows and index entries as bytes, what statements put into them, and their checks.
 *
 * <p>Read {@link io.ashlar.rows.entry.Assigned} first: it holds the values of a statement between
 * its setters ({@link io.ashlar.rows.entry.AssignmentsBase}) and its execution. {@link
 * io.ashlar.rows.entry.RowBuilder} makes row keys and rows of them, {@link
 * io.ashlar.rows.entry.EntryEncoder} the index entries of a row, and {@link
 * io.ashlar.rows.entry.RowJudge} judges rows by checks, partial indexes and expiry. {@link
 * io.ashlar.rows.entry.KeyText} shows keys to people. {@link io.ashlar.rows.entry.ForeignKeyPath}
 * leads from a row to the key that it references, and back.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.row}, {@code io.ashlar.rows.session}, {@code
 * io.ashlar.rows.catalog} and codec below; {@code io.ashlar.rows.read}, {@code
 * io.ashlar.rows.write} and whoever builds or verifies indexes above. <b>Threads</b>: everything
 * belongs to one thread at a time. <b>Errors</b>: {@link io.ashlar.error.ConstraintException} for a
 * value that a column does not take, {@link io.ashlar.error.LimitExceededException} for an
 * over-long key.
 */
package io.ashlar.rows.entry;
