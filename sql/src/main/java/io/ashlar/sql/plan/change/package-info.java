/**
 * Plans statements that change rows: from their syntax to what runs them ({@code sql.change}).
 *
 * <p>A statement becomes the table's own statement where the table can find, judge and compute all
 * by itself. Otherwise a source of rows finds them under their locks, joined with whatever else is
 * named, and what is to become of each is computed before the first is changed.
 *
 * <p>Read first: {@link io.ashlar.sql.plan.change.ChangePlanner}. Neighbours: {@code sql.plan},
 * whose way of planning FROM and WHERE is used here, and {@code sql.change}. One thread at a time.
 * What cannot be planned is a {@link io.ashlar.sql.error.SqlException} with line and column.
 */
package io.ashlar.sql.plan.change;
