/**
 * What aggregates make of rows, one after the other, without keeping them.
 *
 * <p>Read {@link io.ashlar.rows.aggregate.Accumulator} first; {@link
 * io.ashlar.rows.aggregate.AggregateValues} holds those of one statement and shows their results.
 * <b>Neighbours</b>: {@code io.ashlar.rows.predicate} below, whose scalars compute the numbers;
 * {@code io.ashlar.rows.read} above, which walks the rows. <b>Threads</b>: everything belongs to
 * one thread at a time. <b>Errors</b>: {@link io.ashlar.error.ConstraintException} for a sum that a
 * long cannot hold, {@link io.ashlar.error.IllegalUseException} for results that are not there.
 */
package io.ashlar.rows.aggregate;
