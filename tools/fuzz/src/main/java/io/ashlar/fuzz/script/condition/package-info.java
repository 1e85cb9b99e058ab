/**
 * What rows are selected and computed by: conditions, operands and terms, as records.
 *
 * <p>Read {@link io.ashlar.fuzz.script.condition.Condition} first. <b>Neighbours</b>: the enums of
 * the public API. <b>Threads</b>: immutable, all of it. Next room: {@code
 * io.ashlar.fuzz.script.schema}.
 */
package io.ashlar.fuzz.script.condition;
