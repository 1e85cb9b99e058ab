/**
 * Sorting of records that lie outside of the heap.
 *
 * <p>Read {@link io.ashlar.rows.sort.RecordSort}. <b>Neighbours</b>: none; {@code scan} and {@code
 * aggregate} come here. <b>Threads</b>: of whoever owns the records. <b>Errors</b>: none.
 */
package io.ashlar.rows.sort;
