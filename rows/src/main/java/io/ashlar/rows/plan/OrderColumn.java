package io.ashlar.rows.plan;

/**
 * One column of a requested order.
 *
 * @param ordinal the column
 * @param descending whether larger values come first
 */
public record OrderColumn(int ordinal, boolean descending) {}
