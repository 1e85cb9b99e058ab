/**
 * Values of one type as values of another.
 *
 * <p>Read {@link io.ashlar.sql.cast.Casts} first, which chooses the node by both types; which casts
 * there are is in {@link io.ashlar.sql.type.TypeTable}.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.scalar} below; operators and functions above.
 *   <li><b>Threads</b>: a cast belongs to one thread at a time, as every scalar.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} with 22003, 22008, 22001 and 22018
 *       for values, 42846 for types.
 * </ul>
 */
package io.ashlar.sql.cast;
