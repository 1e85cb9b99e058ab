/**
 * Plans queries: from the syntax of a SELECT to the sources of rows that carry it out.
 *
 * <p>FROM becomes a tree of joins ({@link io.ashlar.sql.plan.join.JoinNode}), in which conditions
 * sink to where they are judged first; then it is decided in which order tables are joined and how
 * ({@link io.ashlar.sql.plan.join.JoinPlanner}), and what is judged by a table is handed down to it
 * ({@code sql.lower}). What the table walks, it decides by itself, each time it is opened. Sources
 * are built last, when all columns are known that anybody asks for.
 *
 * <p>Read first: {@link io.ashlar.sql.plan.QueryPlanner}. Neighbours: {@code sql.plan.join}, {@code
 * sql.bind} and {@code sql.execute} below, {@code sql} above. One thread at a time. What cannot be
 * planned is a {@link io.ashlar.sql.error.SqlException} with line and column.
 */
package io.ashlar.sql.plan;
