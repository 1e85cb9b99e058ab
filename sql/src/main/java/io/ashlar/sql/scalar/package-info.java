/**
 * What expressions are made of: scalars, which compute one value from one row, and the row.
 *
 * <p>Read {@link io.ashlar.sql.scalar.Scalar} first, which says how a scalar is asked, then {@link
 * io.ashlar.sql.scalar.Frame}, the row; {@link io.ashlar.sql.scalar.Slot} is where constants and
 * parameters come from, {@link io.ashlar.sql.scalar.Ordering} how values are compared. Casts are in
 * {@code io.ashlar.sql.cast}, operators in {@code io.ashlar.sql.operator}, functions in {@code
 * io.ashlar.sql.function}; {@code docs/design/2026-11-30-sql-scalars.md} has the reasons.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.type} and {@code io.ashlar.sql.value} below.
 *   <li><b>Threads</b>: a scalar, a frame and a context belong to one thread at a time.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException} from evaluation, by what is
 *       evaluated.
 * </ul>
 */
package io.ashlar.sql.scalar;
