package io.ashlar.schema;

/**
 * A declared column.
 *
 * @param name the name
 * @param type the type
 * @param nullable whether null is allowed; never for a column of the primary key
 */
public record ColumnSchema(String name, ColumnType type, boolean nullable) {}
