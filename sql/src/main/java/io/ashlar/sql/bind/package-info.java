/**
 * Names and types: turns the syntax of expressions into scalars that compute them.
 *
 * <p>A statement is bound once for each execution object, which is kept and run again, so scalars
 * are built at once and no tree stands between the syntax and them. A {@link
 * io.ashlar.sql.bind.Scope} says what names mean and gives each column that is used a slot in the
 * frame of its query block; {@link io.ashlar.sql.bind.ParameterSlots} gives each parameter a slot
 * of its own and the type of what it meets first.
 *
 * <p>Read first: {@link io.ashlar.sql.bind.ExpressionBinder}. Neighbours: {@code sql.syntax} above,
 * {@code sql.scalar}, {@code sql.operator} and {@code sql.cast} below. One thread at a time. What
 * is refused is a {@link io.ashlar.sql.error.SqlException} with line and column. The next room:
 * {@code sql.lower}, which finds what of a condition a table can judge by itself.
 */
package io.ashlar.sql.bind;
