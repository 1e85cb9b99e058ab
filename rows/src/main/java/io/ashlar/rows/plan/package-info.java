/**
 * Plans: which key a statement walks, between which bounds, in which direction, and what is left to
 * filter.
 *
 * <p>Read {@link io.ashlar.rows.plan.Planner} first: it lists the candidates, one or two for each
 * key, and takes the best by rule or, of a table that was analyzed, by cost. A {@link
 * io.ashlar.rows.plan.Plan} is immutable and refers to operands, whose values may change between
 * two runs; {@link io.ashlar.rows.plan.RangeEncoder} turns both into bytes. <b>Neighbours</b>:
 * {@code io.ashlar.rows.predicate}, {@code io.ashlar.rows.analyze} and {@code
 * io.ashlar.rows.catalog} below; {@code io.ashlar.rows.walk} above, which walks the plans and is
 * the room to read next. <b>Threads</b>: plans and encoders belong to one thread at a time, because
 * operands do. <b>Errors</b>: {@link io.ashlar.error.SchemaException} when no key gives what is
 * asked.
 */
package io.ashlar.rows.plan;
