/**
 * Aggregates: one value from many rows.
 *
 * <p>Read {@link io.ashlar.sql.aggregate.Accumulator} first, then {@link
 * io.ashlar.sql.aggregate.Aggregates}, which knows them by name. DISTINCT, FILTER and groups are up
 * to whoever adds the rows.
 *
 * <ul>
 *   <li><b>Neighbours</b>: {@code io.ashlar.sql.scalar} and {@code io.ashlar.sql.cast} below;
 *       operators over rows above.
 *   <li><b>Threads</b>: an accumulator belongs to one thread at a time.
 *   <li><b>Errors</b>: {@link io.ashlar.sql.error.SqlException}: 42883 for calls that find no
 *       aggregate, 22003 for sums out of range, 54000 for texts that become too long.
 * </ul>
 */
package io.ashlar.sql.aggregate;
