/**
 * Rows in an order that no key gives, sorted outside of the heap.
 *
 * <p>Read {@link io.ashlar.rows.sort.SortedRows} first: it keeps the first rows of an order, which
 * {@link io.ashlar.rows.sort.SortKey} writes as keys, in {@code SortRecords}.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.rows.row}, {@code io.ashlar.rows.plan} and the sort of
 * records in codec below; {@code io.ashlar.rows.walk} comes here. <b>Threads</b>: of whoever owns
 * the rows. <b>Errors</b>: {@link io.ashlar.error.LimitExceededException} for rows that do not fit
 * the memory of a sort.
 */
package io.ashlar.rows.sort;
