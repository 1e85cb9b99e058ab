/**
 * Conditions on one row: predicates of the public API, checked against a table and turned into a
 * tree of typed comparisons that allocates nothing per row.
 *
 * <p>Read {@link io.ashlar.rows.predicate.PredicateCompiler} first, then {@link
 * io.ashlar.rows.predicate.Condition}. Rows come in as {@link io.ashlar.codec.value.ValueReader};
 * constants and bound parameters are {@link io.ashlar.rows.predicate.Operand}s, converted once;
 * computed numbers are {@link io.ashlar.rows.predicate.Scalar}s, which updates and aggregates use
 * too. <b>Neighbours</b>: the definitions of {@code io.ashlar.rows.catalog} and the codecs below;
 * the planner ({@code io.ashlar.rows.plan}) above, which is the room to read next. <b>Threads</b>:
 * a compiled predicate and its parameters belong to one thread at a time. <b>Errors</b>: {@link
 * io.ashlar.error.SchemaException} for columns and values that do not fit, {@link
 * io.ashlar.error.IllegalUseException} for parameters that do not occur or have no value.
 */
package io.ashlar.rows.predicate;
