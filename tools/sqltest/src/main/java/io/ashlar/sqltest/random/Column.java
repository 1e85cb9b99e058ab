package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Kind;

/**
 * A column of a table.
 *
 * @param name its name, which no other table has
 * @param kind of its values
 * @param required whether it is NOT NULL
 */
public record Column(String name, Kind kind, boolean required) {}
