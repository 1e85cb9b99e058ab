/**
 * One row's columns, found in its key and its value.
 *
 * <p>Read {@link io.ashlar.rows.row.RowSource} first: it resolves columns in the bytes of a row, or
 * of an index entry, without decoding the others. {@link io.ashlar.rows.row.RowWindow} shows them
 * to users, one row after the other, by getters or by {@link io.ashlar.rows.row.TargetColumns} all
 * at once, {@link io.ashlar.rows.row.KeptRow} and {@link io.ashlar.rows.row.RowCopy} keep one, and
 * {@link io.ashlar.rows.row.ColumnsKey} writes some of them as a key.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.catalog}, {@code io.ashlar.rows.predicate}, txn and
 * codec below; whoever reads rows above. <b>Threads</b>: everything belongs to one thread at a
 * time. <b>Errors</b>: {@link io.ashlar.error.IllegalUseException} for a window that stands on no
 * row, {@link io.ashlar.error.CorruptionException} for bytes that no encoder would have written.
 */
package io.ashlar.rows.row;
