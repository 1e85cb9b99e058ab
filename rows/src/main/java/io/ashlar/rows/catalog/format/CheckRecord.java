package io.ashlar.rows.catalog.format;

/** What the catalog stores of a check: the predicate as {@link PredicateFormat} writes it. */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
record CheckRecord(String name, byte[] predicate) {}
