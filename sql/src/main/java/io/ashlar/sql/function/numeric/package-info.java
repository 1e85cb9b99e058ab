/**
 * Functions of numbers.
 *
 * <p>Read {@link io.ashlar.sql.function.numeric.NumericFunctions} first, the table of all. Those of
 * whole and decimal numbers are exact; roots, powers, logarithms and angles are doubles.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.function} below; {@code
 *       io.ashlar.sql.function.library} above.
 *   <li><b>Threads</b>: bodies keep nothing; what they need is in the call.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} with 22003, 22012, 2201E, 2201F and
 *       22023.
 * </ul>
 */
package io.ashlar.sql.function.numeric;
