package io.ashlar.query;

/**
 * One column of a requested order.
 *
 * @param column the column
 * @param isDescending whether larger values come first; nulls are the smallest
 */
public record Order(Column column, boolean isDescending) {}
