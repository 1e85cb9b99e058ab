package io.ashlar.fuzz.script.condition;

/**
 * What a column is compared with.
 *
 * @param value the value; null for a parameter alone
 * @param bound whether it is bound to a parameter instead of being a constant
 */
public record Operand(Object value, boolean bound) {}
