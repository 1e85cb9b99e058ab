/**
 * Rows: the values under keys, read in place.
 *
 * <p>Read {@link io.ashlar.codec.row.RowLayout} first; a {@link io.ashlar.codec.row.RowWriter}
 * builds a row of a layout, a {@link io.ashlar.codec.row.RowView} reads any column of it in O(1)
 * without touching the others.
 *
 * <p>A layout names its columns by <i>slot</i>, their place in this layout, and by <i>column
 * id</i>, which is the same in every layout of a table. Each row says which layout version it was
 * written under, so columns are added, dropped, renamed and widened without rewriting rows.
 *
 * <h2>Bytes on disk</h2>
 *
 * <p>All numbers are little-endian. A layout has n columns, of which v are variable (DECIMAL,
 * STRING, BYTES):
 *
 * <pre>
 *  0        1                9                11           11 + ceil(n/8)
 *  +--------+----------------+----------------+------------+---------- ...
 *  | format | stamp          | layout version | null bits  | fixed
 *  | u8 = 1 | i64            | u16            | n bits     |
 *  +--------+----------------+----------------+------------+---------- ...
 *    ... ------+--------------+---------------+
 *        area  | ends         | data          |
 *              | v times u32  |               |
 *    ... ------+--------------+---------------+
 * </pre>
 *
 * <ul>
 *   <li><b>stamp</b>: the commit timestamp, zero until the commit writes it.
 *   <li><b>null bits</b>: slot s is bit s mod 8 (from the lowest) of byte s / 8; set means null.
 *       The bits after the last slot are zero.
 *   <li><b>fixed area</b>: the columns of fixed size in slot order, unaligned, nulls as zero bytes.
 *   <li><b>ends</b>: for each variable column in slot order, where its bytes end, counted from the
 *       start of the data. They never decrease; a null is empty. The last one is the length of the
 *       data, and the row ends there.
 * </ul>
 *
 * <table class="striped">
 *   <caption>Values</caption>
 *   <thead><tr><th scope="col">kind</th><th scope="col">bytes</th></tr></thead>
 *   <tbody>
 *   <tr><th scope="row">BOOLEAN</th><td>1: 00 or 01</td></tr>
 *   <tr><th scope="row">INT</th><td>4: two's complement</td></tr>
 *   <tr><th scope="row">LONG, DATE, TIME, TIMESTAMP</th><td>8: two's complement</td></tr>
 *   <tr><th scope="row">FLOAT, DOUBLE</th>
 *       <td>4, 8: IEEE 754 bits; one NaN, no negative zero</td></tr>
 *   <tr><th scope="row">UUID</th><td>16: upper half, lower half, each a little-endian i64</td></tr>
 *   <tr><th scope="row">DECIMAL</th>
 *       <td>scale as i32, then the unscaled value as big-endian two's complement, as short as it
 *       can be</td></tr>
 *   <tr><th scope="row">STRING</th><td>UTF-8</td></tr>
 *   <tr><th scope="row">BYTES</th><td>the bytes</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Example: layout version 3 of INT, STRING, LONG, DECIMAL with the values 7, {@code "ab"}, null,
 * -1.50, not yet stamped:
 *
 * <pre>
 * 01                               format
 * 00 00 00 00 00 00 00 00          stamp
 * 03 00                            layout version
 * 04                               slot 2 is null
 * 07 00 00 00                      slot 0
 * 00 00 00 00 00 00 00 00          slot 2
 * 02 00 00 00  08 00 00 00         ends of slots 1 and 3
 * 61 62                            slot 1
 * 02 00 00 00  FF 6A               slot 3: scale 2, unscaled -150
 * </pre>
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.codec.memory}, {@code io.ashlar.codec.value}, {@code
 *       io.ashlar.error}.
 *   <li><b>Threads</b>: layouts are immutable; writers and views have one owner at a time.
 *   <li><b>Errors</b>: reading bytes throws {@link io.ashlar.error.CorruptionException} only; calls
 *       that do not fit the layout or the null state throw {@link
 *       io.ashlar.error.IllegalUseException}.
 * </ul>
 */
package io.ashlar.codec.row;
