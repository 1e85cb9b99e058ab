package io.ashlar.bench.fuzz.script;

/**
 * A check to be made.
 *
 * @param name its name
 * @param condition what no row may make false
 */
public record CheckSpec(String name, Condition condition) {}
