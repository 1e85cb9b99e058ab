package io.ashlar.schema;

/**
 * A partition of a table, as it is listed.
 *
 * @param id unique in the database, never used again
 * @param name what it holds, as text: the beginning of a range, the value or values of a list, or
 *     the number of a bucket
 */
public record Partition(int id, String name) {}
