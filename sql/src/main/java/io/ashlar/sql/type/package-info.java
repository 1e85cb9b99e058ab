/**
 * The types of SQL: their names, what of Ashlar stands behind them, and which goes where by itself.
 *
 * <p>Read {@link io.ashlar.sql.type.SqlType} first, then {@link io.ashlar.sql.type.TypeTable}, the
 * one table of casts and common types; {@code docs/sql-types.md} is printed from it.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.type} and {@code io.ashlar.sql.error} below; scalars,
 *       functions and whatever binds names above.
 *   <li><b>Threads</b>: everything here is immutable.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException}, made by {@link
 *       io.ashlar.sql.type.DataErrors}.
 * </ul>
 */
package io.ashlar.sql.type;
