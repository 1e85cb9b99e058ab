/**
 * The operators of SQL: arithmetic, comparisons, logic, patterns, choices.
 *
 * <p>Each is made by a static method that takes its operands, brings them to the types that it
 * needs and gives a {@link io.ashlar.sql.scalar.Scalar}; {@link io.ashlar.sql.operator.Comparison}
 * and {@link io.ashlar.sql.operator.Arithmetic} are the ones to read first. What is made of
 * constants alone is a constant. A scalar that was given away belongs to what was made of it, and
 * chains of one operator become one node, so that no list makes a deep tree.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.scalar} and {@code io.ashlar.sql.cast} below;
 *       functions above.
 *   <li><b>Threads</b>: one at a time, as every scalar.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException}: 42804 and 42883 for types, 22003,
 *       22008, 22012 and 22025 for values.
 * </ul>
 */
package io.ashlar.sql.operator;
