/**
 * Counts what statements do to tables and indexes.
 *
 * <p>Read {@link io.ashlar.rows.count.KeyspaceCounters} first: statements keep those of their
 * keyspaces and add to them once an execution; {@link io.ashlar.rows.count.Counters} has those of
 * all keyspaces, {@link io.ashlar.rows.count.CostSample} measures some executions, and a {@link
 * io.ashlar.rows.count.LatencyHistogram} counts how long rows took.
 *
 * <p><b>Neighbours</b>: {@code io.ashlar.store} below; {@code io.ashlar.rows.table}, {@code
 * io.ashlar.rows.walk} and {@code io.ashlar.rows.ingest} count, {@code io.ashlar.rows.database}
 * reports. <b>Threads</b>: counters are shared, a sample belongs to one thread at a time.
 * <b>Errors</b>: none of its own.
 */
package io.ashlar.rows.count;
