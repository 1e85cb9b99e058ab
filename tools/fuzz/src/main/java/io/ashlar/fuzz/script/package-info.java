/**
 * What the fuzzer does, as data: schemas, conditions and statements that can be run against a
 * database, judged by the model, printed, read again, and made smaller.
 *
 * <p>Read {@link io.ashlar.fuzz.script.Step} first; {@link io.ashlar.fuzz.script.ScriptText} writes
 * a script and reads it again. Everything here is immutable and knows tables, columns and sessions
 * by name or number alone, so that a step can be taken out of a script without breaking the others:
 * one that has nothing to work on is passed over. Conditions and schemas have rooms of their own,
 * {@code condition} and {@code schema}. <b>Neighbours</b>: the value types of {@code
 * io.ashlar.schema} and {@code io.ashlar.query}. <b>Threads</b>: shared freely.
 */
package io.ashlar.fuzz.script;
