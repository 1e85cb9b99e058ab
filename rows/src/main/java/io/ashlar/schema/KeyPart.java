package io.ashlar.schema;

/**
 * One column of an index key.
 *
 * @param column the name of the column
 * @param descending whether larger values come first; nulls are the smallest
 */
public record KeyPart(String column, boolean descending) {}
