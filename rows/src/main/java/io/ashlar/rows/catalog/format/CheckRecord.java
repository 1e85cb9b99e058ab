package io.ashlar.rows.catalog.format;

/**
 * What the catalog stores of a check.
 *
 * @param name the name
 * @param predicate what no row may make false, as {@link PredicateFormat} writes it; not to be
 *     changed
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
public record CheckRecord(String name, byte[] predicate) {}
