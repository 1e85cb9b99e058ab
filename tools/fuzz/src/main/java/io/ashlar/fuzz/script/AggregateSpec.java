package io.ashlar.fuzz.script;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.fuzz.script.condition.Term;

/**
 * An aggregate: of a number, of a column, or of rows when both are null.
 *
 * @param function what is made of the values
 * @param number the number, or null
 * @param column the column, or null
 */
public record AggregateSpec(Aggregate.Function function, Term number, String column) {}
