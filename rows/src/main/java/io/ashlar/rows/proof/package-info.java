/**
 * Whether one predicate follows from others, for every row whatever it holds: what lets a query use
 * an index of some rows alone, and drop a filter that the index makes superfluous.
 *
 * <p>Read {@link io.ashlar.rows.proof.Implication} first. Predicates are brought into a form
 * without negations ({@code FactReader}, {@code FactNode}), whose leaves ({@code Fact}) are
 * compared two by two. No answer is wrong, but some are not found: no means unknown.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.rows.predicate} below, for operands and columns; the
 *       planner ({@code io.ashlar.rows.plan}) above, which is the room to read next.
 *   <li><b>Threads</b>: a proof belongs to one thread; nothing outlives the planning of a
 *       statement.
 *   <li><b>Errors</b>: {@link io.ashlar.error.SchemaException} for predicates that do not fit the
 *       table.
 * </ul>
 */
package io.ashlar.rows.proof;
