package io.ashlar.rows.catalog;

import io.ashlar.schema.ColumnType;

/**
 * A column as the catalog knows it.
 *
 * @param id the stable id: from 1 on, unique in the table, never reused there
 * @param name the name
 * @param type the declared type
 * @param nullable whether null is allowed; never for a column of the primary key
 */
public record ColumnDefinition(int id, String name, ColumnType type, boolean nullable) {}
