package io.ashlar.fuzz.script;

/**
 * One column of an order.
 *
 * @param column its name
 * @param descending whether larger values come first
 */
public record OrderSpec(String column, boolean descending) {}
