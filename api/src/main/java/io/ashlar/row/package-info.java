/**
 * One row, as users read it and write it: values of columns that are shown, set or bound.
 *
 * <p>Read {@link io.ashlar.row.RowReader} first, which shows the columns of where it stands, and
 * {@link io.ashlar.row.Assignments}, which takes the values of a row that is written. A {@link
 * io.ashlar.row.Row} is a copy that stays, a {@link io.ashlar.row.RowTarget} takes several columns
 * at once, a {@link io.ashlar.row.ByteView} shows bytes where they lie, {@link
 * io.ashlar.row.Bindings} give parameters their values, and a {@link io.ashlar.row.RowFilter}
 * judges rows by code. <b>Neighbours</b>: {@code io.ashlar.query} for the columns; statements and
 * cursors of {@code io.ashlar} come here. <b>Threads</b>: one at a time, but for rows, which are
 * immutable. <b>Errors</b>: {@link io.ashlar.error.SchemaException} for a column that is not shown,
 * {@link io.ashlar.error.ConstraintException} for a value that a column cannot store.
 */
package io.ashlar.row;
