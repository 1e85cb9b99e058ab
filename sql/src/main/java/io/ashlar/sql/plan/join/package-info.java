/**
 * Plans joins: in which order the tables and queries of FROM are put together, and how.
 *
 * <p>FROM is a tree of items and of the terms that must be true of their rows. The terms sink to
 * where they are judged first. Then an order is chosen by the numbers of rows that are expected,
 * which tables count and conditions let guess, and each term is handed down to a table ({@code
 * sql.lower}), becomes a key, or is judged above. Rows that are locked are never kept. Sources are
 * built from the plan when all columns are known that anybody asks for.
 *
 * <p>Read first: {@link io.ashlar.sql.plan.join.JoinPlanner}. Neighbours: {@code sql.bind} and
 * {@code sql.lower} for conditions, {@code sql.access}, {@code sql.execute} and {@code sql.join}
 * for the sources that are built, {@code sql.plan} above, which makes the tree. One thread at a
 * time. What cannot be bound is a {@link io.ashlar.sql.error.SqlException} with line and column.
 */
package io.ashlar.sql.plan.join;
