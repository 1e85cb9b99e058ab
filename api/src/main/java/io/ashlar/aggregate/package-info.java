/**
 * Aggregates over rows: counts, sums, extremes and averages, of all rows of a scan or of each group
 * of them.
 *
 * <p>Read {@link io.ashlar.aggregate.Aggregate} first: its static methods make the handles that a
 * scan is given ({@link io.ashlar.Scan#aggregate}, {@link io.ashlar.Scan#groupBy}) and that a
 * result is asked by ({@link io.ashlar.aggregate.AggregateReader}). <b>Neighbours</b>: {@code
 * io.ashlar.query} below; {@code io.ashlar} beside. <b>Threads</b>: handles are immutable and
 * shared freely; prepared statements and what they show belong to one thread at a time.
 * <b>Errors</b>: {@link io.ashlar.error.ConstraintException} where a result cannot be represented.
 */
package io.ashlar.aggregate;
