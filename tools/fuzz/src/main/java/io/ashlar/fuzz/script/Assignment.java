package io.ashlar.fuzz.script;

import io.ashlar.fuzz.script.condition.Term;

/**
 * What a column is set to by an update.
 *
 * @param column its name
 * @param value the value, or null; the number to add where {@code delta}
 * @param delta whether the value is added
 * @param bound whether the value is bound to a parameter
 * @param computed what is computed instead, or null
 */
public record Assignment(
    String column, Object value, boolean delta, boolean bound, Term computed) {}
