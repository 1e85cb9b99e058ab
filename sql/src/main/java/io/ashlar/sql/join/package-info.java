/**
 * Rows of several sources put together: joins by hash, the set operations, and queries with names,
 * which several places read.
 *
 * <p>One side is kept ({@link io.ashlar.sql.execute.RowStore}), linked by the hash of its keys in
 * {@link io.ashlar.sql.join.RowTable}; the other goes by row for row. What is kept is bounded, and
 * refused beyond with 53200. Memory stays from run to run, so that a row allocates nothing.
 *
 * <p>Read first: {@link io.ashlar.sql.join.HashJoin}. Neighbours: {@code sql.execute} for sources,
 * {@code sql.scalar} for values. One thread at a time. The next room: {@code sql.plan.join}, which
 * chooses how tables are joined.
 */
package io.ashlar.sql.join;
