package io.ashlar.fuzz.script.schema;

import io.ashlar.fuzz.script.condition.Condition;

/**
 * A check to be made.
 *
 * @param name its name
 * @param condition what no row may make false
 */
public record CheckSpec(String name, Condition condition) {}
