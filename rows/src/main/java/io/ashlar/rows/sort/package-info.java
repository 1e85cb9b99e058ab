/**
 * Sorting of rows and other records outside of the heap.
 *
 * <p>Read {@link io.ashlar.rows.sort.SortedRows} first: it keeps the first rows of an order, which
 * {@link io.ashlar.rows.sort.SortKey} writes as keys and {@link io.ashlar.rows.sort.RecordSort}
 * sorts.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.row} and {@code io.ashlar.rows.plan} below; {@code
 * io.ashlar.rows.walk} and {@code io.ashlar.rows.aggregate} come here. <b>Threads</b>: of whoever
 * owns the records. <b>Errors</b>: {@link io.ashlar.error.LimitExceededException} for rows that do
 * not fit the memory of a sort.
 */
package io.ashlar.rows.sort;
