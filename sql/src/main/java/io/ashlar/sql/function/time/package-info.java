/**
 * Functions of dates, times, timestamps and intervals.
 *
 * <p>Read {@link io.ashlar.sql.function.time.TimeFunctions} first, the table of all, then {@link
 * io.ashlar.sql.function.time.TimeField}, the parts that times have.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.function} and {@code io.ashlar.sql.value} below;
 *       {@code io.ashlar.sql.function.library} above.
 *   <li><b>Threads</b>: what they need is in the call and in the context of the execution.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} with 22008 and 22023.
 * </ul>
 */
package io.ashlar.sql.function.time;
